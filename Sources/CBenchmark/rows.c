#include "CBenchmark.h"

#include <stdio.h>
#include <string.h>

static uint64_t mix(uint64_t value) {
  value += 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}

static void put_text(struct benchmark_row *row, int slot, const char *text) {
  size_t length = strlen(text);
  memcpy(row->texts[slot], text, length);
  row->lengths[slot] = (uint8_t)length;
}

void benchmark_row_make(uint64_t seed, uint64_t index, uint32_t edit, struct benchmark_row *row) {
  static const char *words[] = {"calm", "windy", "wet soil", "second pass"};
  uint64_t drawn = mix(seed ^ mix(index));
  char text[BENCHMARK_TEXT_BYTES];
  memset(row, 0, sizeof *row);
  row->index = index;
  uint64_t milliseconds = 1780000000000u + index;
  for (int byte = 0; byte < 6; byte++) row->id[byte] = (uint8_t)(milliseconds >> (40 - 8 * byte));
  uint64_t tail = mix(drawn);
  memcpy(row->id + 6, &tail, 8);
  memcpy(row->id + 14, &drawn, 2);
  row->integers[0] = (int64_t)(drawn % 400);
  row->integers[1] = (int64_t)(drawn >> 10 & 4095);
  row->integers[2] = (int64_t)(drawn >> 22 & 65535) + edit;
  row->integers[3] = (int64_t)(drawn >> 38 & 1);
  row->integers[4] = (int64_t)(drawn >> 39 & 7);
  row->integers[5] = (int64_t)(milliseconds - drawn % 86400000);
  row->real = (double)(drawn >> 42 & 16383) / 4;
  snprintf(text, sizeof text, "2026-%02d-%02d", (int)(3 + drawn % 7), (int)(1 + drawn % 28));
  put_text(row, 0, text);
  snprintf(text, sizeof text, "%02d:%02d", (int)(6 + drawn % 14), (int)(drawn >> 8 & 31));
  put_text(row, 1, text);
  if (edit == 0) {
    snprintf(text, sizeof text, "%s %u", words[drawn & 3], (unsigned)index);
  } else {
    snprintf(text, sizeof text, "edit %u of %u", (unsigned)edit, (unsigned)index);
  }
  put_text(row, 2, text);
  snprintf(text, sizeof text, "L26-%06u", (unsigned)(drawn % 1000000));
  put_text(row, 3, text);
  if ((drawn & 3) == 0) put_text(row, 4, "seen");
}

char benchmark_column(int column, int *slot) {
  static const char classes[BENCHMARK_COLUMNS + 1] = "tiitirtitiit";
  static const int slots[BENCHMARK_COLUMNS] = {0, 0, 1, 1, 2, 0, 2, 3, 3, 4, 5, 4};
  *slot = slots[column];
  return classes[column];
}
