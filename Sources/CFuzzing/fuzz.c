#include "CFuzzing.h"

// An ordinary build links without it; scripts/fuzz adds it with the flag for its sanitizers.
extern int LLVMFuzzerRunDriver(
    int *count, char ***arguments, int (*try_input)(const uint8_t *, size_t))
    __attribute__((weak));

int fuzz(int *count, char ***arguments, int (*try_input)(const uint8_t *, size_t)) {
  return LLVMFuzzerRunDriver ? LLVMFuzzerRunDriver(count, arguments, try_input) : -1;
}
