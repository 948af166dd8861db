// Finds another plugin when it runs, by its soname, and calls first() of it.
#include <dlfcn.h>
#include <stddef.h>

int opened(void) {
  void *handle = dlopen("libfirst.so.1", RTLD_NOW);
  int (*first)(void) = handle == NULL ? NULL : (int (*)(void)) dlsym(handle, "first");
  return first == NULL ? -1 : first();
}

int own(void) { return dlopen("libopens.so.1", RTLD_NOW | RTLD_NOLOAD) != NULL; }
