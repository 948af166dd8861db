//! Traits, closures, threads, collections, and a panic that is caught.
use std::cell::Cell;
use std::collections::HashMap;
use std::panic;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::Mutex;

static COUNTER: AtomicI64 = AtomicI64::new(7);
static NAMES: [&str; 3] = ["one", "two", "three"];
static KEPT: Mutex<Vec<i64>> = Mutex::new(Vec::new());

thread_local! {
    static LOCAL: Cell<i64> = Cell::new(5);
    static WORD: std::cell::RefCell<String> = std::cell::RefCell::new(String::from("word"));
}

trait Shape {
    fn area(&self, x: i64) -> i64;
}
struct Square;
struct Line(i64);
impl Shape for Square {
    fn area(&self, x: i64) -> i64 {
        x * x
    }
}
impl Shape for Line {
    fn area(&self, x: i64) -> i64 {
        self.0 + x
    }
}
impl Drop for Line {
    fn drop(&mut self) {
        COUNTER.fetch_add(1, Ordering::SeqCst);
    }
}

#[no_mangle]
pub extern "C" fn t_statics(x: i64) -> i64 {
    KEPT.lock().unwrap().push(x);
    let sum: i64 = KEPT.lock().unwrap().iter().sum();
    COUNTER.fetch_add(x, Ordering::SeqCst) + sum + NAMES[(x % 3) as usize].len() as i64
}
#[no_mangle]
pub extern "C" fn t_locals(x: i64) -> i64 {
    LOCAL.with(|l| l.set(l.get() + x));
    WORD.with(|w| w.borrow_mut().push('x'));
    LOCAL.with(Cell::get) * 100 + WORD.with(|w| w.borrow().len()) as i64
}
#[no_mangle]
pub extern "C" fn t_traits(x: i64) -> i64 {
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Square), Box::new(Line(9))];
    shapes.iter().map(|s| s.area(x)).sum::<i64>() + COUNTER.load(Ordering::SeqCst)
}
#[no_mangle]
pub extern "C" fn t_collections(x: i64) -> i64 {
    let mut map = HashMap::new();
    for i in 0..x {
        map.insert(format!("{:04x}", i * 77), i);
    }
    let mut keys: Vec<_> = map.into_iter().collect();
    keys.sort();
    keys.iter().fold(0, |r, (k, v)| r * 7 + k.len() as i64 + v)
}
#[no_mangle]
pub extern "C" fn t_panic(x: i64) -> i64 {
    panic::set_hook(Box::new(|_| {}));
    match panic::catch_unwind(|| {
        let _line = Line(x);
        if x > 3 {
            panic!("{} is too many", x);
        }
        x * 2
    }) {
        Ok(value) => value,
        Err(what) => what.downcast_ref::<String>().map_or(-1, |s| -(s.len() as i64)),
    }
}
#[no_mangle]
pub extern "C" fn t_threads(x: i64) -> i64 {
    let threads: Vec<_> = (0..3)
        .map(|i| std::thread::spawn(move || LOCAL.with(|l| l.get()) + i * x))
        .collect();
    threads.into_iter().map(|t| t.join().unwrap()).sum()
}
#[no_mangle]
pub extern "C" fn t_floats(x: i64) -> i64 {
    let f = (x as f64).sin() * 1e6 + (x as f64).powi(3);
    f as i64 + format!("{:.3}", f).len() as i64 + "12".parse::<i64>().unwrap()
}
