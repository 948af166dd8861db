package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.alfheim.internal.go.frame.CallPlan;
import org.alfheim.internal.go.frame.HostInterface;

/**
 * What is called.
 *
 * @param host the runtime that it is in
 * @param what what it is called in messages
 * @param invoker the host's function, {@code (long handle, long frame) void}
 * @param number the handle; 0 if it comes with each call
 * @param method the name of the value's method; null if the value itself is meant
 */
record CallTarget(
    HostInterface host, String what, MethodHandle invoker, long number, String method) {

  /** An export, or a variable. */
  static CallTarget of(HostInterface host, String what, MethodHandle invoker, long number) {
    return new CallTarget(host, what, invoker, number, null);
  }

  /** A function that is a value, which comes with each call. */
  static CallTarget value(HostInterface host, String what) {
    return new CallTarget(host, what, host.call(), 0, null);
  }

  /** A method of a value that comes with each call. */
  static CallTarget method(HostInterface host, String what, String method) {
    return new CallTarget(host, what, host.call(), 0, method);
  }

  boolean ofHandle() {
    return number == 0;
  }

  /** The types that a method of these types has with the handle. */
  MethodType full(MethodType java) {
    return ofHandle() ? java.insertParameterTypes(0, Object.class) : java;
  }

  /** The same, with Object for each that is no primitive type. */
  MethodType written(MethodType java) {
    return full(java).erase();
  }

  CallPlan plan(Signature signature) {
    return CallPlan.of(
        host, what, signature.parameterWords(), signature.resultWords(), signature.refers());
  }
}
