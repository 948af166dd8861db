package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of Java's in which C finds NULL. */
class NullMemberTest {
  private static final String SOURCE =
      """
      struct module { int version; int (*open)(int); int (*update)(int, long); };
      struct holder { int before; struct module inner; };
      static int of(const struct module *m) {
        return m->version * 100 + (m->open ? 10 : 0) + (m->update ? 1 : 0);
      }
      int members(const struct module *m) { return of(m); }
      int inner(const struct holder *h) { return of(&h->inner); }
      int opened(const struct module *m, int n) { return m->open(n); }
      static const struct module *kept;
      void keep(const struct module *m) { kept = m; }
      int kept_members(void) { return of(kept); }
      """;

  private static LocalPlugin plugin;
  private static Api api;

  interface Module extends FunctionTable {
    int version();

    int open(int n);

    int update(int n, long value);
  }

  interface ReadOnly extends Module {
    @Override
    @NullMember
    default int update(int n, long value) {
      throw new UnsupportedOperationException();
    }
  }

  @Name("struct holder")
  interface Holder extends Struct {
    Module inner();

    Holder inner(Module module);
  }

  interface Api {
    int members(Module m);

    int inner(Holder h);

    int opened(Module m, int n);

    void keep(@Retained Module m);

    @Name("kept_members")
    int keptMembers();
  }

  private static class Squares implements ReadOnly {
    @Override
    public int version() {
      return 2;
    }

    @Override
    public int open(int n) {
      return n * n;
    }
  }

  private static final class Writable extends Squares {
    @Override
    public int update(int n, long value) {
      return 0;
    }
  }

  private static final class Nothing extends Squares {
    @Override
    @NullMember
    public int open(int n) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeAll
  static void open(@TempDir Path folder) {
    plugin = Loader.openLocal(new Compiler(folder).c("libmodule.so", SOURCE, "-g"));
    api = plugin.bind(Api.class);
  }

  @Test
  void theObjectSaysWhatIsNullForC() {
    assertThat(api.members(new Squares())).isEqualTo(210);
    assertThat(api.members(new Writable())).isEqualTo(211);
    assertThat(api.members(new Nothing())).isEqualTo(200);
    assertThat(api.opened(new Writable(), 7)).isEqualTo(49);
  }

  @Test
  void itIsTheSameForATableThatIsKept() {
    api.keep(new Nothing());
    assertThat(api.keptMembers()).isEqualTo(200);
    api.keep(new Writable());
    assertThat(api.keptMembers()).isEqualTo(211);
  }

  @Test
  void whatWasThereBeforeIsNullAfterwards() {
    try (Arena arena = Arena.ofConfined()) {
      Holder holder = plugin.structure(Holder.class).allocate(arena).inner(new Writable());
      assertThat(api.inner(holder)).isEqualTo(211);
      assertThat(api.inner(holder.inner(new Nothing()))).isEqualTo(200);
    }
  }
}
