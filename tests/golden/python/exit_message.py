# test: run
# exit: 1
# stderr: told so
raise SystemExit("told so")
