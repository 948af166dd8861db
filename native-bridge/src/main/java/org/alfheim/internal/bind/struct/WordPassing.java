package org.alfheim.internal.bind.struct;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.bind.abi.ArgumentPlaces;
import org.alfheim.internal.bind.abi.ArgumentPlaces.Place;
import org.alfheim.internal.bind.abi.ArgumentRegisters;
import org.alfheim.internal.bind.abi.ByValue;
import org.alfheim.internal.bind.marshal.OutParameter;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.internal.process.call.PairCall;

/**
 * Structures by value as their words, which spares them the way through memory that {@link
 * java.lang.foreign.Linker} takes. In registers the words are as many numbers. On the stack they
 * are, too, if nothing is left in registers for them: so the downcall gets what is in registers
 * first, then numbers that fill the general purpose registers that are left, at which no callee
 * looks, and then what is on the stack, in its order.
 */
public final class WordPassing {
  /** A method handle has at most 255 parameters, of which a long is two. */
  private static final int MOST = 64;

  private WordPassing() {}

  /**
   * Settles where structures are passed.
   *
   * @param parameters how the parameters of a method are passed
   * @param out which parameters of C's are addresses that the method does not have
   * @param result what C returns
   * @param variadic whether the function is: those that no longer fit the registers go through
   *     memory then, since the linker has to know where the arguments for {@code ...} begin
   * @return the same, each in its place
   */
  public static List<Passage> settled(
      List<Passage> parameters,
      List<Integer> out,
      Optional<? extends MemoryLayout> result,
      boolean variadic) {
    if (parameters.stream().noneMatch(Passage.Words.class::isInstance)) {
      return parameters;
    }
    ArgumentRegisters left = new ArgumentRegisters();
    List<Passage> settled = new ArrayList<>();
    int room = MOST - parameters.size();
    int taken = 0;
    boolean known = result.filter(GroupLayout.class::isInstance).map(left::takeResult).orElse(true);
    for (int i = 0; known && i < parameters.size(); i++) {
      Passage passage = parameters.get(i);
      for (int before = OutParameter.before(i, out); taken < before; taken++) {
        left.take(ValueLayout.ADDRESS);
      }
      if (passage instanceof Passage.Rest) {
        settled.add(passage);
        continue;
      }
      Optional<Boolean> registers = left.take(passage.layout());
      known = registers.isPresent();
      if (passage instanceof Passage.Words words && !registers.orElse(true)) {
        boolean fits = !variadic && words.words().size() <= room;
        room -= fits ? words.words().size() : 0;
        settled.add(fits ? words.onStack() : words.otherwise());
      } else {
        settled.add(passage);
      }
    }
    return known
        ? settled
        : parameters.stream()
            .map(passage -> passage instanceof Passage.Words words ? words.otherwise() : passage)
            .toList();
  }

  /**
   * Settles how a structure comes back.
   *
   * @param result how it can
   * @param parameters how the parameters of the method are passed, settled
   * @param out which parameters of C's are addresses that the method does not have
   */
  public static StructurePassing.Result settled(
      StructurePassing.Result result, List<Passage> parameters, List<Integer> out) {
    if (result.pair().isEmpty()) {
      return result;
    }
    return left(parameters, out) >= PairCall.REGISTERS ? result : result.withoutPair();
  }

  /**
   * How many general purpose registers arguments leave, all of which are in registers; -1 if not
   * all of them are, or that can't be said.
   *
   * @param parameters how the parameters of the method are passed, settled
   * @param out which parameters of C's are addresses that the method does not have
   */
  public static int left(List<Passage> parameters, List<Integer> out) {
    ArgumentRegisters left = new ArgumentRegisters();
    for (int i = 0; i < out.size(); i++) {
      if (!left.take(ValueLayout.ADDRESS).orElse(false)) {
        return -1;
      }
    }
    for (Passage passage : parameters) {
      if (passage instanceof Passage.Rest || !left.take(passage.layout()).orElse(false)) {
        return -1;
      }
    }
    return left.integers();
  }

  /**
   * A call of a function that returns two words in registers.
   *
   * @param function where the function lies
   * @param descriptor parameters, all in registers, and the result
   * @return {@code (parameters) R}
   */
  public static MethodHandle paired(
      MemorySegment function, FunctionDescriptor descriptor, WordResult result) {
    return result.pairOf(function, descriptor);
  }

  /**
   * A call of a function that says in its result what errno is.
   *
   * @param function where the function lies
   * @param descriptor parameters, all in registers
   * @param linking makes the downcall, whose result is a long
   * @param result {@code (long) R}
   * @return {@code (parameters) R}
   */
  public static MethodHandle told(
      MemorySegment function, FunctionDescriptor descriptor, Linking linking, MethodHandle result) {
    RelayedCall call = RelayedCall.of(descriptor);
    MethodHandle downcall =
        linking.link(FunctionDescriptor.of(ValueLayout.JAVA_LONG, call.layouts()));
    return MethodHandles.filterReturnValue(call.bind(downcall, function), result);
  }

  /** Links a downcall. */
  @FunctionalInterface
  public interface Linking {
    /** Links it. */
    MethodHandle link(FunctionDescriptor descriptor);
  }

  /**
   * A downcall whose words on the stack get there.
   *
   * @param descriptor parameters and result, as C has them
   * @param stacked for each parameter, whether it is a word that is on the stack
   * @param linking makes the downcall
   * @return it, with the parameters of the descriptor
   */
  public static MethodHandle downcall(
      FunctionDescriptor descriptor, List<Boolean> stacked, Linking linking) {
    List<MemoryLayout> arguments = descriptor.argumentLayouts();
    ArgumentPlaces places = ArgumentPlaces.of(descriptor.returnLayout(), arguments, stacked);
    FunctionDescriptor linkable = ByValue.linkable(descriptor);
    if (!stacked.contains(true) && !places.padded()) {
      return linking.link(linkable);
    }
    // What the downcall has in its order, -1 for a number that is always 0.
    List<Integer> order = new ArrayList<>();
    List<Integer> stack = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Place place = places.places().get(i);
      stack.addAll(Collections.nCopies((int) place.padding() / Long.BYTES, -1));
      (place.inRegisters() ? order : stack).add(i);
    }
    order.addAll(Collections.nCopies(places.integers(), -1));
    order.addAll(stack);
    MemoryLayout[] types =
        order.stream()
            .map(i -> i < 0 ? ValueLayout.JAVA_LONG : linkable.argumentLayouts().get(i))
            .toArray(MemoryLayout[]::new);
    MethodHandle downcall =
        linking.link(
            linkable
                .returnLayout()
                .map(result -> FunctionDescriptor.of(result, types))
                .orElseGet(() -> FunctionDescriptor.ofVoid(types)));
    int first = downcall.type().parameterCount() - types.length;
    return reordered(filled(downcall, first, order), first, without(order));
  }

  /** Gives a handle 0 where the order has -1. */
  private static MethodHandle filled(MethodHandle handle, int first, List<Integer> order) {
    MethodHandle filled = handle;
    for (int end = order.size(); end > 0; ) {
      int begin = end;
      while (begin > 0 && order.get(begin - 1) < 0) {
        begin--;
      }
      Object[] zeros = Collections.nCopies(end - begin, 0L).toArray();
      filled = MethodHandles.insertArguments(filled, first + begin, zeros);
      end = Math.min(begin, end - 1);
    }
    return filled;
  }

  private static List<Integer> without(List<Integer> order) {
    return order.stream().filter(i -> i >= 0).toList();
  }

  /** Gives a handle its parameters, from one on, in the order of their numbers. */
  private static MethodHandle reordered(MethodHandle handle, int first, List<Integer> numbers) {
    int[] order = new int[first + numbers.size()];
    MethodType type = handle.type();
    MethodType wanted = type;
    for (int i = 0; i < first; i++) {
      order[i] = i;
    }
    for (int i = 0; i < numbers.size(); i++) {
      order[first + i] = first + numbers.get(i);
      wanted = wanted.changeParameterType(first + numbers.get(i), type.parameterType(first + i));
    }
    return MethodHandles.permuteArguments(handle, wanted, order);
  }
}
