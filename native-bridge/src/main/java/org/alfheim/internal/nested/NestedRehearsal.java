package org.alfheim.internal.nested;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.internal.process.filter.ArgumentFilter.Call;
import org.alfheim.internal.process.ldso.BaseNamespace;
import org.alfheim.internal.process.ldso.Definitions;
import org.alfheim.internal.process.ldso.HeldLibrary;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.map.GuardedLibrary;
import org.alfheim.internal.search.Dependent;
import org.alfheim.internal.search.LibraryClosure;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.plugin.PolicyException;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;

/**
 * Goes through all that a nested load or look-up may come to under a policy, with the C library for
 * a subject, which is there. So the classes are loaded and initialised before they are needed under
 * ld.so's lock: who holds the lock must not wait for a class loader, nor for a class whose
 * initialiser, on another thread, waits for the lock. And they are there when the class loader can
 * load none any more.
 */
final class NestedRehearsal {
  private static final String SUBJECT = "libc.so.6";
  private static final int RTLD_NOW = 2;

  private final NestedCalls calls;
  private final Rebindings rebindings;
  private final Address caller = Definitions.first("dlopen");

  NestedRehearsal(NestedCalls calls, Rebindings rebindings) {
    this.calls = calls;
    this.rebindings = rebindings;
  }

  /** What goes wrong here has calls refused later on. */
  void run() {
    try (HeldLibrary library = HeldLibrary.of(SUBJECT).orElseThrow()) {
      Path file = library.file().toRealPath();
      calls.claim(caller.value());
      for (String name :
          List.of(SUBJECT, file.toString(), "/dev/null/none", "none", "none/$ORIGIN")) {
        judge(LoadingFunction.DLOPEN, name);
      }
      judge(LoadingFunction.DLSYM, "getpid");
      judge(LoadingFunction.DLSYM, LoadingFunction.DLSYM.symbol());
      refuse(file);
      load(file);
    } catch (IOException | RuntimeException unavailable) {
      return;
    }
  }

  private void judge(LoadingFunction function, String name) {
    try (Arena arena = Arena.ofConfined()) {
      long text = arena.allocateFrom(name).address();
      Call call =
          function.position() == 1
              ? new Call(text, RTLD_NOW, 0, caller.value(), 0)
              : new Call(0, text, 0, caller.value(), 0);
      calls.judge(function.symbol(), call);
    }
  }

  private static void refuse(Path file) {
    Admissions admissions = new Admissions();
    admissions.install(
        "rehearsal",
        new Admission() {
          @Override
          public boolean restricts() {
            return true;
          }

          @Override
          public List<String> objections(Candidate candidate) {
            return List.of("no");
          }

          @Override
          public boolean admitsSymbol(String symbol) {
            return false;
          }
        });
    admissions.keeping(SUBJECT);
    try {
      admissions.checkNested(SUBJECT, file);
    } catch (PolicyException expected) {
      NestedCalls.nowhere(expected.getMessage());
    }
  }

  private void load(Path file) {
    SharedObject image = SystemLibraries.read(file).orElseThrow();
    LibraryClosure.Root root =
        new LibraryClosure.Root(Dependent.at(image, file), image.loadsLibraries(), Set.of(SUBJECT));
    SystemLibraries system = SystemLibraries.ofProcess();
    LibraryClosure closure = LibraryClosure.loaded(root, system, new BaseNamespace());
    Optional<SettledLibraries> settled = SettledLibraries.of(root, closure, system, true);
    if (settled.isPresent()) {
      try (SettledLibraries libraries = settled.get()) {
        for (String path : List.of("/dev/null/none", file.toString())) {
          NestedLibrary.Files files = new NestedLibrary.Files(file, List.of(path), libraries);
          if (GuardedLibrary.load(files.files(), RTLD_NOW, rebindings.group())
              instanceof GuardedLibrary.Loaded(long handle)) {
            HeldLibrary.by(handle).close();
          }
        }
      }
    }
  }
}
