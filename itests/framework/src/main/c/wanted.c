// What a policy lets in, and what then leads to the unwanted: by a need, or by dlopen.
#include <dlfcn.h>
#include <stddef.h>

#ifdef NEEDS
int unwanted(void);
int wanted(void) { return unwanted(); }
#else
int wanted(void) { return 1; }
int load(const char *file) { return dlopen(file, RTLD_NOW) != NULL; }
int load_apart(const char *file) { return dlmopen(LM_ID_BASE, file, RTLD_NOW) != NULL; }
int has(const char *symbol) { return dlsym(RTLD_DEFAULT, symbol) != NULL; }
const char *reason(void) { return dlerror(); }
#endif
