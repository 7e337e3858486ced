"""`Runtime` under the path of spring 2023."""

from runtime.llcl import Runtime, num_cores
