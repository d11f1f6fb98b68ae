/* The gadget's side of a FunctionFS function: what comes from endpoint 1 goes back to endpoint 2.
   bulk-echo OUT IN: packets that are not full end transfers there and back, as a pocket does it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { buffer_bytes = 65536, packet_bytes = 512 };

int main(int count, char **words) {
  static char buffer[buffer_bytes];
  if (count != 3) return 64;
  int out = open(words[1], O_RDONLY), in = open(words[2], O_WRONLY);
  if (out < 0 || in < 0) return perror("open"), 1;
  for (;;) {
    ssize_t got = read(out, buffer, sizeof buffer), given = 0;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return perror("read"), errno == ESHUTDOWN ? 0 : 1;
    while (given < got) {
      ssize_t step = write(in, buffer + given, (size_t)(got - given));
      if (step < 0) return perror("write"), errno == ESHUTDOWN ? 0 : 1;
      given += step;
    }
    /* A read that ended with its size was not the burst's end; an empty one is that end. */
    if (got % packet_bytes == 0 && got < buffer_bytes && write(in, buffer, 0) < 0)
      return perror("write"), 1;
  }
}
