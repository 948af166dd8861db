// Comes with a plugin, and looks up and loads in its stead.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>

#ifdef HELPED
int helper_load(const char *file);
int helper_has(const char *symbol);
int load(const char *file) { return helper_load(file); }
int has(const char *symbol) { return helper_has(symbol); }
const char *reason(void) { return dlerror(); }
#else
int helper_load(const char *file) { return dlopen(file, RTLD_NOW) != NULL; }
int helper_has(const char *symbol) { return dlsym(RTLD_DEFAULT, symbol) != NULL; }
#endif
