package org.alfheim.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Plan;
import org.alfheim.process.Address;
import org.alfheim.process.ArgumentFilter;
import org.alfheim.process.ArgumentFilter.Call;
import org.alfheim.process.Definitions;
import org.alfheim.process.FileName;
import org.alfheim.process.GuardedLibrary;
import org.alfheim.process.HeldLibrary;
import org.alfheim.process.Rebinding;

/**
 * What plugins load and look up themselves.
 *
 * <p>Under a policy, a filter comes before each function by which that is done, for plugins, for
 * the libraries that come with them, and for what those load in turn: the {@link Admissions} are
 * asked before the function runs. What is not admitted is replaced by a name that does not exist,
 * so that the caller gets an error from the C library, with the reason in {@code dlerror}.
 *
 * <p>An image from memory has no file by which ld.so could find it. So for such images a filter
 * finds others by their sonames, whether there is a policy or not.
 *
 * <p>Filters may run while ld.so's lock is held: they wait for nobody.
 */
final class NestedLoading {
  /** No file has such a name, since this is no folder. */
  private static final String NOWHERE = "/dev/null/";

  private static final byte[] UNDECIDED =
      (NOWHERE + "it can't be judged").getBytes(StandardCharsets.US_ASCII);

  private static final long LM_ID_BASE = 0;
  private static final long RTLD_NOLOAD = 4;

  /** RTLD_LAZY and RTLD_NOW, of which dlopen demands one. */
  private static final long RTLD_BINDING_MASK = 3;

  private final Admissions admissions;
  private final PlacedImages placed;
  private final Callers callers = new Callers();
  private Rebindings rebindings;

  /** Made when they are needed first; they serve all images. */
  private record Rebindings(Rebinding group, Rebinding image, Set<Address> functions) {}

  NestedLoading(Admissions admissions, PlacedImages placed) {
    this.admissions = admissions;
    this.placed = placed;
  }

  /** For an image under a policy, and all that is loaded with it. */
  Rebinding guard() {
    Rebinding group = rebindings().group();
    ArgumentFilter.refuseAtExit(true);
    return group;
  }

  /**
   * For an image where there is no policy.
   *
   * @return nothing if it has no need of it
   */
  Optional<Rebinding> names(Plan plan, Origin origin) {
    return origin.file().isEmpty() && (plan.imports("dlopen") || plan.imports("dlmopen"))
        ? Optional.of(rebindings().image())
        : Optional.empty();
  }

  /** An image that was rebound is in place. */
  void add(SharedObject image, Address bias, Optional<Path> folder, PlacedImage now) {
    callers.add(image, bias, folder, now);
  }

  private synchronized Rebindings rebindings() {
    if (rebindings == null) {
      List<LoadingFunction> functions = new ArrayList<>();
      List<Address> addresses = new ArrayList<>();
      for (LoadingFunction function : LoadingFunction.values()) {
        for (Address address : Definitions.of(function.symbol())) {
          if (!addresses.contains(address)) {
            functions.add(function);
            addresses.add(address);
          }
        }
      }
      rebindings = rebindings(functions, addresses);
    }
    return rebindings;
  }

  private Rebindings rebindings(List<LoadingFunction> functions, List<Address> addresses) {
    List<ArgumentFilter.Filtered> filtered = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      LoadingFunction function = functions.get(i);
      filtered.add(
          new ArgumentFilter.Filtered(
              addresses.get(i), function.position(), call -> decide(function, call)));
    }
    List<Address> filters = ArgumentFilter.before(filtered);
    List<Rebinding.Function> all = new ArrayList<>();
    List<Rebinding.Function> loading = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      Rebinding.Function function =
          new Rebinding.Function(functions.get(i).symbol(), addresses.get(i), filters.get(i));
      all.add(function);
      if (functions.get(i).loads()) {
        loading.add(function);
      }
    }
    return new Rebindings(
        Rebinding.ofGroup(all), Rebinding.ofImage(loading), new HashSet<>(addresses));
  }

  private Call decide(LoadingFunction function, Call call) {
    int position = function.position();
    try {
      String name = Call.string(position == 1 ? call.first() : call.second());
      if (name == null) {
        return call;
      }
      return function.loads() ? load(function, call, name) : lookUp(call, position, name);
    } catch (PolicyException refused) {
      return call.with(position, nowhere(refused.getMessage()));
    } catch (Throwable undecided) {
      /* Nothing may leave: it would end the process. */
      return call.with(position, UNDECIDED);
    }
  }

  private static byte[] nowhere(String reason) {
    return (NOWHERE + reason).getBytes(StandardCharsets.UTF_8);
  }

  private Call load(LoadingFunction function, Call call, String name) throws IOException {
    if (name.isEmpty()) {
      return call;
    }
    int position = function.position();
    if (function == LoadingFunction.DLMOPEN && call.first() != LM_ID_BASE) {
      return admissions.restricts()
          ? call.with(position, nowhere(name + ": a policy does not reach into another namespace"))
          : call;
    }
    Caller caller = callers.at(call.caller());
    Optional<PlacedImage> image = caller.placed().flatMap(from -> placed.named(name, from));
    if (image.isPresent()) {
      return call.with(position, image.get().provider().carrier().getBytes(StandardCharsets.UTF_8));
    }
    long mode = position == 1 ? call.second() : call.third();
    boolean loadsNothing =
        function.hasMode() && ((mode & RTLD_NOLOAD) != 0 || (mode & RTLD_BINDING_MASK) == 0);
    return loadsNothing || !admissions.restricts()
        ? call
        : load(call, position, name, caller, function.hasMode() ? (int) mode : 0);
  }

  /** Has the file loaded that is meant, so that what was judged is what is loaded. */
  private Call load(Call call, int position, String name, Caller caller, int mode)
      throws IOException {
    if (caller.image().isEmpty()) {
      return call.with(position, nowhere(name + " can't be judged: nobody knows who loads it"));
    }
    NestedLibrary library =
        new NestedLibrary(admissions, caller.name(), caller.image().get(), caller.folder());
    return switch (library.find(name)) {
      case NestedLibrary.Known(HeldLibrary held) -> call.closing(held.handle());
      case NestedLibrary.Present(Path path, HeldLibrary held) ->
          call.with(position, FileName.bytes(path)).closing(held.handle());
      case NestedLibrary.Absent(String reason) -> call.with(position, nowhere(reason));
      case NestedLibrary.Files files -> load(call, position, files, mode);
    };
  }

  private Call load(Call call, int position, NestedLibrary.Files files, int mode) {
    try (SettledLibraries _ = files.libraries()) {
      return switch (GuardedLibrary.load(files.files(), mode, guard())) {
        case GuardedLibrary.Loaded(long handle) ->
            call.with(position, FileName.bytes(files.path())).closing(handle);
        case GuardedLibrary.Refused(String reason) -> call.with(position, nowhere(reason));
      };
    }
  }

  private Call lookUp(Call call, int position, String name) {
    if (!admissions.restricts()) {
      return call;
    }
    if (LoadingFunction.isOne(name) || rebindings().functions().contains(Definitions.first(name))) {
      return call.with(position, text(name + " (a plugin under a policy has to import it)"));
    }
    return admissions
        .keeping(name)
        .map(policy -> call.with(position, text(name + " (refused by the policy " + policy + ")")))
        .orElse(call);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
