package com.example.greeter;

import org.osgi.annotation.versioning.ProviderType;

/** The functions of {@code greeter.c}; who uses it need not know. */
@ProviderType
public interface Greeter {
  /** A greeting for somebody. */
  String greeting(String name);
}
