// Loads a library, and unloads it.
#include <dlfcn.h>
#include <stddef.h>

int loads(void) {
  void *handle = dlopen(LIBRARY, RTLD_NOW);
  return handle != NULL && dlclose(handle) == 0;
}
