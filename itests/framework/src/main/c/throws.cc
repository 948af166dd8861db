// Does not get as far as to be initialised.
#include <stdexcept>

__attribute__((constructor)) static void initialise() { throw std::runtime_error("no licence"); }

extern "C" int number() { return 1; }
