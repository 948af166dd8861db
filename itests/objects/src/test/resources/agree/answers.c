/* answers IMAGE INIT FUNCTION...: what each function of an image says to 0 to 8. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static void *found(void *image, const char *name) {
  void *address = dlsym(image, name);
  if (!address) {
    fprintf(stderr, "%s\n", dlerror());
    exit(3);
  }
  return address;
}

int main(int count, char **words) {
  void *image = dlopen(words[1], RTLD_NOW);
  if (!image) {
    fprintf(stderr, "%s\n", dlerror());
    return 2;
  }
  if (words[2][0]) {
    ((int (*)(void)) found(image, words[2]))();
  }
  for (int i = 3; i < count; i++) {
    long (*function)(long) = (long (*)(long)) found(image, words[i]);
    for (long x = 0; x < 9; x++) {
      printf("%s(%ld) = %ld\n", words[i], x, function(x));
      fflush(stdout);
    }
  }
  return dlclose(image);
}
