#include "CFuzzing.h"

// An ordinary build links without it; scripts/fuzz adds it with the flag for its sanitizers.
extern int LLVMFuzzerRunDriver(
    int *count, char ***arguments, int (*try_input)(const uint8_t *, size_t))
    __attribute__((weak));

int fuzz(int *count, char ***arguments, int (*try_input)(const uint8_t *, size_t)) {
  return LLVMFuzzerRunDriver ? LLVMFuzzerRunDriver(count, arguments, try_input) : -1;
}

// libFuzzer's own main is linked and never runs; it names this.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  (void)bytes;
  (void)count;
  return -1;
}

extern void __lsan_disable(void) __attribute__((weak));
extern void __lsan_enable(void) __attribute__((weak));

void fuzz_ignore_leaks(int from_here) {
  if (from_here && __lsan_disable) __lsan_disable();
  if (!from_here && __lsan_enable) __lsan_enable();
}
