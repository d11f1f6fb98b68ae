#pragma once
#include <stddef.h>
#include <stdint.h>

/// Hands over to libFuzzer, which ends the process by its own rules; -1 where it is not linked.
int fuzz(int *count, char ***arguments, int (*try_input)(const uint8_t *bytes, size_t count));
