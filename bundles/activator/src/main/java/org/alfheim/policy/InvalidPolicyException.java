package org.alfheim.policy;

/** A configuration that is no policy. */
final class InvalidPolicyException extends Exception {
  private final String key;

  InvalidPolicyException(String key, String problem) {
    super(key + ": " + problem);
    this.key = key;
  }

  /** One that is at fault as a whole. */
  InvalidPolicyException(String problem) {
    super(problem);
    this.key = Policies.PID;
  }

  /** The key at fault. */
  String key() {
    return key;
  }
}
