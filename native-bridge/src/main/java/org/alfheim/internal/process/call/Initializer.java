package org.alfheim.internal.process.call;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.AddressArray;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.plan.Initialization;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.libc.StartupBlock;

/**
 * The functions of one image that run before it is in use, and those that ld.so will run at exit.
 */
public final class Initializer {
  private final Carrier carrier;
  private final Address bias;
  private final StartupBlock block;
  private final List<Address> constructors;
  private final List<Address> terminations;

  private Initializer(
      Carrier carrier,
      Address bias,
      StartupBlock block,
      List<Address> constructors,
      List<Address> terminations) {
    this.carrier = carrier;
    this.bias = bias;
    this.block = block;
    this.constructors = List.copyOf(constructors);
    this.terminations = List.copyOf(terminations);
  }

  public static Initializer of(Plan plan, Address bias, StartupBlock block) {
    Initialization initialization = plan.initialization();
    List<Address> constructors = new ArrayList<>();
    if (initialization.init().isPresent()) {
      constructors.add(bias.of(initialization.init().get()));
    }
    constructors.addAll(pointers(initialization.initArray(), bias));
    List<Address> terminations = new ArrayList<>();
    if (plan.carrier().closes()) {
      terminations.add(bias.of(plan.carrier().closing()));
    }
    if (initialization.fini().isPresent()) {
      terminations.add(bias.of(initialization.fini().get()));
    }
    terminations.addAll(pointers(initialization.finiArray(), bias));
    return new Initializer(plan.carrier(), bias, block, constructors, terminations);
  }

  private static List<Address> pointers(AddressArray array, Address bias) {
    List<Address> pointers = new ArrayList<>(array.count());
    for (long pointer : Memory.readLongs(bias.of(array.start()), array.count())) {
      pointers.add(new Address(pointer));
    }
    return pointers;
  }

  /**
   * Runs the constructors, {@code DT_INIT} and then {@code DT_INIT_ARRAY}, and arms the termination
   * functions; nothing of the carrier can be written to from then on. Once.
   *
   * @throws ProcessException if a constructor throws an exception of C++; those after it have not
   *     run, and no termination function will
   */
  public void run() {
    Optional<CatchingCall> catching = CatchingCall.ofProcess();
    for (Address constructor : constructors) {
      if (catching.isPresent()) {
        Optional<ThrownException> thrown =
            catching
                .get()
                .invoke(
                    constructor,
                    block.argumentCount(),
                    block.arguments().value(),
                    block.environment().value());
        if (thrown.isPresent()) {
          throw new ProcessException("a constructor threw " + thrown.get().description(), 0);
        }
      } else {
        NativeCall.invoke(
            MemorySegment.ofAddress(constructor.value()),
            block.argumentCount(),
            block.arguments().value(),
            block.environment().value());
      }
    }
    arm();
  }

  /*
   * ld.so goes through the array from its end, so DT_FINI, which is last, stands first; but for what
   * closes the image.
   */
  private void arm() {
    Address place = bias.of(carrier.finiArray());
    for (Address termination : terminations) {
      Memory.writeLong(place, termination.value());
      place = place.plus(8);
    }
    Memory.writeLong(bias.of(carrier.finiArraySize()), 8L * terminations.size());
    finish();
  }

  /**
   * Takes from the carrier what it has needed until here: the right to be written to, and that of
   * its code to be executed, which has done its work. The kernel makes one mapping of neighbours
   * that permit the same if all of them could be written to once. Code that the image in use needs
   * stays. The image is in use by now: what fails here does no harm.
   */
  private void finish() {
    Address start = bias.of(carrier.start());
    if (carrier.codeStays()) {
      CLibrary.tryToProtect(start, carrier.codeOffset(), CLibrary.PROT_READ);
      return;
    }
    CLibrary.tryToProtect(
        start.plus(carrier.codeOffset()),
        carrier.pages() - carrier.codeOffset(),
        CLibrary.PROT_READ | CLibrary.PROT_WRITE);
    CLibrary.tryToProtect(start, carrier.pages(), CLibrary.PROT_READ);
  }
}
