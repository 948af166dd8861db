package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of an object that implements a {@link FunctionTable}, where C gets NULL instead of a
 * function pointer: the library is to do what it does without that function.
 *
 * {@snippet :
 * class Squares implements Module {
 *   @Override
 *   @NullMember
 *   public int update(MemorySegment table, int count) {
 *     throw new UnsupportedOperationException(); // C calls nothing.
 *   }
 * }
 * }
 *
 * <p>It counts on the method that a call of the object would run: in its class, in one that it
 * extends, or a default method of an interface. On a method whose member is no function it has no
 * meaning; nor where Java calls C's table.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NullMember {}
