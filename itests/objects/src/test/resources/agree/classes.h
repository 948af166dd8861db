#include <stdexcept>
#include <string>
#define EXPORTED extern "C" __attribute__((visibility("default")))
struct Shape {
  virtual ~Shape();
  virtual long area(long x) const = 0;
  virtual std::string name() const { return "shape"; }
};
struct Tagged {
  long tag = 3;
  virtual long label() const { return tag; }
};
struct Square : virtual Shape, Tagged {
  long area(long x) const override { return x * x; }
  std::string name() const override { return "square"; }
  long label() const override { return tag * 7; }
};
struct Refusal : std::runtime_error {
  long code;
  Refusal(long c) : std::runtime_error("refused"), code(c) {}
  ~Refusal() override;
};
template <class T> struct Counter {
  static inline long made = 0;
  T value;
  Counter(T v) : value(v) { made++; }
};
inline long &meeting() {
  static long place = 17;
  return place;
}
extern thread_local std::string word;
extern std::string greeting;
long refuse(long x);
