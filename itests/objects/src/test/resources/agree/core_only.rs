//! What needs no library but core: an object that is linked alone.
#![no_std]

#[cfg(not(test))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
static mut COUNTER: i64 = 3;
static TABLE: [i64; 4] = [2, 7, 1, 8];
static FUNCTIONS: (fn(i64) -> i64, fn(i64) -> i64) = (double, square);
fn double(x: i64) -> i64 {
    x.wrapping_mul(2)
}
fn square(x: i64) -> i64 {
    x.wrapping_mul(x)
}
#[no_mangle]
pub extern "C" fn t_state(x: i64) -> i64 {
    unsafe {
        COUNTER = COUNTER.wrapping_add(x);
        COUNTER
    }
}
#[no_mangle]
pub extern "C" fn t_table(x: i64) -> i64 {
    let entry = unsafe { *(&TABLE as *const i64).wrapping_add((x & 3) as usize) };
    entry.wrapping_add(if x & 1 == 0 { (FUNCTIONS.0)(x) } else { (FUNCTIONS.1)(x) })
}
#[no_mangle]
pub extern "C" fn t_match(x: i64) -> i64 {
    match x {
        0 => 17,
        1 => 4,
        2 => 99,
        3 => -3,
        4 => 1234,
        5..=7 => x.wrapping_mul(11),
        _ => -1,
    }
}
