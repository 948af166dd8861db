// Who uses the classes: exceptions across objects, templates, lambdas, containers.
#include "classes.h"
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <typeinfo>
#include <vector>

template <class T> T largest(T a, T b) {
  static const T more = a + 1;
  return (a < b ? b : a) + more;
}
struct Line : Shape {
  long area(long) const override { return 0; }
};
struct Noisy {
  long &n;
  ~Noisy() { n += 100; }
};

EXPORTED long t_virtual(long x) {
  std::unique_ptr<Shape> s;
  if (x & 1) s.reset(new Square); else s.reset(new Line);
  return s->area(x) * 10 + (long) s->name().size();
}
EXPORTED long t_throw(long x) {
  long left = 0;
  try {
    Noisy noisy{left};
    return refuse(x);
  } catch (const Refusal &r) {
    return r.code * 1000 + left;
  } catch (const std::exception &e) {
    return (long) std::string(e.what()).size() + left;
  } catch (long l) {
    return l * 10 + left;
  }
}
EXPORTED long t_rethrow(long x) {
  try {
    try {
      refuse(x + 5);
    } catch (...) {
      std::exception_ptr kept = std::current_exception();
      std::rethrow_exception(kept);
    }
  } catch (const Refusal &r) {
    return r.code;
  } catch (...) {
    return -1;
  }
  return -2;
}
EXPORTED long t_library_throws(long x) {
  std::vector<long> v(4, 2);
  try {
    return v.at((size_t) x);
  } catch (const std::out_of_range &) {
    return -7;
  }
}
EXPORTED long t_cast(long x) {
  Square q;
  Line l;
  Shape *s = x & 1 ? (Shape *) &q : &l;
  Tagged *t = dynamic_cast<Tagged *>(s);
  return (t ? t->label() : 0) + (dynamic_cast<Square *>(s) ? 1 : 0) + (typeid(*s) == typeid(Line)) * 5
      + typeid(*s).name()[0];
}
EXPORTED long t_containers(long x) {
  std::map<std::string, long> m;
  for (long i = 0; i < x; i++) m[std::to_string(i * i)] = i;
  long r = 0;
  for (auto &[name, value] : m) r = r * 7 + (long) name.size() + value;
  return r;
}
EXPORTED long t_template(long x) {
  long longs = Counter<long>::made, doubles = Counter<double>::made;
  Counter<long> a(x);
  Counter<double> b(1.5);
  return largest(x, 3L) + (long) largest(1.5, (double) x) + (Counter<long>::made - longs) * 100
      + (Counter<double>::made - doubles) + a.value;
}
EXPORTED long t_lambda(long x) {
  std::function<long(long)> f = [x](long y) { return x * y; };
  std::vector<long> v{5, 3, 8, x};
  std::sort(v.begin(), v.end(), [](long a, long b) { return a > b; });
  return f(3) + v[0];
}
EXPORTED long t_other_object(long x) { return (long) (greeting + word).size() + (meeting() > 0) + x; }
static long Square::*const member = nullptr;
EXPORTED long t_members(long x) {
  long (Shape::*f)(long) const = &Shape::area;
  Square q;
  return (q.*f)(x) + (member == nullptr);
}
