"""`TestSuite`: runs test functions one after the other and tells which failed.

In: functions, added by name, or all functions of a module whose names start with `test`. Out: a report on standard output, an error if a
test failed.
"""


struct TestReport(Copyable):
    """The outcome of one test."""

    var name: String
    var error: Optional[Error]

    def __init__(out self, name: String, error: Optional[Error]):
        self.name = name
        self.error = error


struct TestSuite(Movable):
    var tests: List[def() raises thin -> None]
    var names: List[String]
    var skipped: List[String]

    def __init__(out self):
        self.tests = List[def() raises thin -> None]()
        self.names = List[String]()
        self.skipped = List[String]()

    @staticmethod
    def discover_tests[functions: AnyType]() -> Self:
        """All test functions of a list such as `__functions_in_module()`."""
        var suite = Self()
        comptime for i in range(len(functions)):
            comptime if __op.function_name[functions[i]]().startswith("test"):
                suite.test[functions[i]]()
        return suite^

    def test[function: def() raises thin -> None](mut self):
        """Adds a test."""
        self.tests.append(function)
        self.names.append(String(__op.function_name[function]()))

    def skip[function: def() raises thin -> None](mut self):
        """Leaves a test out and says so."""
        self.skipped.append(String(__op.function_name[function]()))

    def run(var self) raises:
        """Runs all tests; raises at the end if some failed."""
        var failures = 0
        for i in range(len(self.tests)):
            if self.names[i] in self.skipped:
                print("SKIP", self.names[i])
                continue
            try:
                self.tests[i]()
                print("PASS", self.names[i])
            except error:
                failures += 1
                print("FAIL", self.names[i])
                print(error)
        print(len(self.tests) - failures - len(self.skipped), "passed,", failures, "failed,", len(self.skipped), "skipped")
        if failures > 0:
            raise Error(failures, " tests failed")
