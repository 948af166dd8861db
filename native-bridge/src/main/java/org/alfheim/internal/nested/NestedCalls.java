package org.alfheim.internal.nested;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.internal.process.filter.ArgumentFilter;
import org.alfheim.internal.process.filter.ArgumentFilter.Call;
import org.alfheim.internal.process.filter.ArgumentFilter.Claim;
import org.alfheim.internal.process.filter.ArgumentFilter.Finding;
import org.alfheim.internal.process.filter.ArgumentFilter.Verdict;
import org.alfheim.internal.process.ldso.Definitions;
import org.alfheim.internal.process.ldso.HeldLibrary;
import org.alfheim.internal.process.ldso.LoadedCode;
import org.alfheim.internal.process.libc.FileName;
import org.alfheim.internal.process.map.GuardedLibrary;
import org.alfheim.plugin.PolicyException;

/**
 * Decides what becomes of a call by which code loads or looks up.
 *
 * <p>Calls may come while ld.so's lock is held: nobody waits here, and a {@link NestedRehearsal}
 * has been through it before.
 */
final class NestedCalls implements ArgumentFilter.Judge {
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
  private final Callers callers;
  private final PluginLibraries libraries;
  private final Rebindings rebindings;

  NestedCalls(
      Admissions admissions,
      PlacedImages placed,
      Callers callers,
      PluginLibraries libraries,
      Rebindings rebindings) {
    this.admissions = admissions;
    this.placed = placed;
    this.callers = callers;
    this.libraries = libraries;
    this.rebindings = rebindings;
  }

  @Override
  public int position(String function) {
    return LoadingFunction.of(function).orElseThrow().position();
  }

  @Override
  public Claim claim(long caller) {
    if (callers.ours(caller).isPresent()) {
      return Claim.IMAGE;
    }
    if (!libraries.isEmpty()) {
      Optional<String> library = LoadedCode.object(caller);
      if (library.isPresent() && libraries.contains(library.get())) {
        return Claim.LIBRARY;
      }
    }
    if (!admissions.restricts()) {
      return Claim.NONE;
    }
    return libraries.areShared() ? Claim.SHARES : Claim.RESTRICTS;
  }

  @Override
  public Verdict judge(String function, Call call) {
    return decide(function, call, false);
  }

  @Override
  public Call act(String function, Call call) {
    return decide(function, call, true).call();
  }

  /**
   * Decides.
   *
   * @param loading whether what is found is loaded, if the process does not have it
   */
  private Verdict decide(String called, Call call, boolean loading) {
    LoadingFunction function = LoadingFunction.of(called).orElseThrow();
    int position = function.position();
    boolean restricts = true;
    try {
      restricts = admissions.restricts();
      String name = Call.string(position == 1 ? call.first() : call.second());
      if (name == null) {
        return asItIs(call);
      }
      return function.loads() ? load(function, call, name, loading) : lookUp(call, position, name);
    } catch (PolicyException refused) {
      return refused(call.with(position, nowhere(refused.getMessage())));
    } catch (Throwable undecided) {
      /* Nothing may leave: it might end the process. */
      return restricts ? refused(call.with(position, UNDECIDED)) : asItIs(call);
    }
  }

  private static Verdict asItIs(Call call) {
    return new Verdict(Finding.INDIFFERENT, call);
  }

  private static Verdict refused(Call call) {
    return new Verdict(Finding.REFUSED, call);
  }

  private static Verdict found(Call call) {
    return new Verdict(Finding.FOUND, call);
  }

  static byte[] nowhere(String reason) {
    return text(NOWHERE + reason);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Verdict load(LoadingFunction function, Call call, String name, boolean loading)
      throws IOException {
    if (name.isEmpty()) {
      return asItIs(call);
    }
    int position = function.position();
    if (function == LoadingFunction.DLMOPEN && call.first() != LM_ID_BASE) {
      return admissions.restricts()
          ? refused(
              call.with(
                  position, nowhere(name + ": a policy does not reach into another namespace")))
          : asItIs(call);
    }
    Optional<Caller> ours = callers.ours(call.caller());
    Optional<PlacedImage> image =
        ours.flatMap(Caller::placed).flatMap(from -> placed.named(name, from));
    if (image.isPresent()) {
      return found(call.with(position, text(image.get().provider().carrier())));
    }
    long mode = position == 1 ? call.second() : call.third();
    boolean loadsNothing =
        function.hasMode() && ((mode & RTLD_NOLOAD) != 0 || (mode & RTLD_BINDING_MASK) == 0);
    if (loadsNothing || !admissions.restricts()) {
      return asItIs(call);
    }
    Caller caller = ours.isPresent() ? ours.get() : other(call.caller());
    if (caller.image().isEmpty()) {
      return refused(
          call.with(position, nowhere(name + " can't be judged: nobody knows who loads it")));
    }
    return load(call, position, name, caller, loading, function.hasMode() ? (int) mode : 0);
  }

  private static Caller other(long address) {
    try {
      return Callers.other(address);
    } catch (RuntimeException unknown) {
      return Caller.UNKNOWN;
    }
  }

  /** Has the file loaded that is meant, so that what was judged is what is loaded. */
  private Verdict load(
      Call call, int position, String name, Caller caller, boolean loading, int mode)
      throws IOException {
    NestedLibrary library =
        new NestedLibrary(admissions, caller.name(), caller.image().get(), caller.folder());
    /* No switch: the first over types spins classes for a millisecond or two. */
    NestedLibrary.Answer answer = library.find(name);
    if (answer instanceof NestedLibrary.Known(HeldLibrary held)) {
      return found(holding(call, held, loading));
    }
    if (answer instanceof NestedLibrary.Present(Path path, HeldLibrary held)) {
      return found(holding(call.with(position, FileName.bytes(path)), held, loading));
    }
    return answer instanceof NestedLibrary.Absent(String reason)
        ? new Verdict(Finding.ABSENT, call.with(position, nowhere(reason)))
        : load(call, position, (NestedLibrary.Files) answer, loading, mode);
  }

  private Call holding(Call call, HeldLibrary library, boolean loading) {
    libraries.share(library);
    if (loading) {
      return call.closing(library.handle());
    }
    library.close();
    return call;
  }

  private Verdict load(
      Call call, int position, NestedLibrary.Files files, boolean loading, int mode) {
    try (SettledLibraries settled = files.libraries()) {
      if (!loading) {
        /* Another loader may load it, for code that is this one's, too. */
        libraries.shareAll();
        return found(call.with(position, FileName.bytes(files.path())));
      }
      settled.held().forEach(libraries::share);
      return load(call, position, files, mode);
    }
  }

  private Verdict load(Call call, int position, NestedLibrary.Files files, int mode) {
    boolean loaded = false;
    libraries.add(files.files());
    try {
      GuardedLibrary.Outcome outcome = GuardedLibrary.load(files.files(), mode, rebindings.group());
      if (outcome instanceof GuardedLibrary.Refused(String reason)) {
        return refused(call.with(position, nowhere(reason)));
      }
      loaded = true;
      long handle = ((GuardedLibrary.Loaded) outcome).handle();
      return found(call.with(position, FileName.bytes(files.path())).closing(handle));
    } finally {
      if (!loaded) {
        libraries.remove(files.files());
      }
    }
  }

  private Verdict lookUp(Call call, int position, String name) {
    if (!admissions.restricts()) {
      return asItIs(call);
    }
    if (LoadingFunction.isOne(name) || rebindings.functions().contains(Definitions.first(name))) {
      return refused(
          call.with(position, text(name + " (a plugin under a policy has to import it)")));
    }
    Optional<String> policy = admissions.keeping(name);
    return policy.isPresent()
        ? refused(call.with(position, text(name + " (refused by the policy " + policy.get() + ")")))
        : asItIs(call);
  }
}
