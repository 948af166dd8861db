package org.alfheim.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is restricted as methods of {@link java.lang.foreign} are: whoever calls it must know
 * the native code, since a mistake corrupts memory or ends the JVM, and nothing checks it. The
 * permission to do so is that of this loader ({@code --enable-native-access}).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Restricted {}
