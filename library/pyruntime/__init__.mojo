"""What Python programs need at run time, in Mojo. Import from the modules: `from pyruntime.big_integer import BigInteger`."""
