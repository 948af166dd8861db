package org.alfheim.internal.bind.struct;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.Optional;
import org.alfheim.types.FunctionType;

/**
 * A method of Java that calls the function that a pointer leads to.
 *
 * @param method the method
 * @param name the member's name, or what else names the function in messages
 * @param type the function's type, if that is known
 * @param place {@code (MemorySegment) MemorySegment}: where the function lies, by the pointer that
 *     an object of Java has
 */
public record PointedFunction(
    Method method, String name, Optional<FunctionType> type, MethodHandle place) {}
