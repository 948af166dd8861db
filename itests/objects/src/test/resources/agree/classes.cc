// Classes, and what is defined in one place of them.
#include "classes.h"
#include <iostream>
#include <sstream>

Shape::~Shape() {}
Refusal::~Refusal() {}
std::string greeting = "hello";
thread_local std::string word = "thread";

struct Counted {
  long n;
  explicit Counted(long start) : n(start + (long) greeting.size()) {}
  ~Counted() { n = 0; }
};
static Counted global(42);
__attribute__((init_priority(300))) static Counted early(1);

long refuse(long x) {
  Counted guard(x);
  if (x > 6) throw Refusal(guard.n);
  if (x > 3) throw (long) guard.n;
  if (x == 2) throw std::out_of_range("two");
  return x;
}
// What is unique in a process is compared with itself: others may have been there before.
EXPORTED long t_globals(long x) {
  long before = meeting()++;
  return global.n + early.n + x + (meeting() - before);
}
EXPORTED long t_stream(long x) {
  std::ostringstream text;
  text << "x=" << x << ' ' << std::hex << 255 << ' ' << 1.5 * (double) x << std::flush;
  std::cout << std::flush;
  long h = 0;
  for (char c : text.str()) h = h * 31 + c;
  return h + (std::cerr.good() ? 1 : 0);
}
EXPORTED long t_local_static(long x) {
  static std::string s = greeting + "!";
  s += "x";
  return (long) s.size() + x;
}
EXPORTED long t_thread(long x) {
  word += "y";
  return (long) word.size() + x;
}
