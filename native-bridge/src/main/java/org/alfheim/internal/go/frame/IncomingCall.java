package org.alfheim.internal.go.frame;

/** A function of Java that a runtime has. */
public interface IncomingCall {
  /** The runtime. */
  HostInterface host();

  /** The object of Java. */
  Object function();

  /**
   * Does what a frame of the host's wants. Nothing is thrown but where memory, or the stack, is
   * short.
   *
   * @param frame its address
   */
  void call(long frame);
}
