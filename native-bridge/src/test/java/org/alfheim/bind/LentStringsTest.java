package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strings in records that go to C: copies that are there as long as the call. */
@Timeout(60)
class LentStringsTest {
  private static final String SOURCE =
      """
      #include <string.h>
      struct person { const char *first, *last; };
      struct job { struct person who; int priority; const char *note; };
      struct label { const char *text; };
      static int size(const char *s) { return s ? (int) strlen(s) : -1; }
      int by_value(struct job j) {
        return size(j.who.first) * 1000 + size(j.who.last) * 100 + size(j.note) * 10 + j.priority;
      }
      int behind(const struct job *j) { return by_value(*j); }
      int label(struct label l) { return size(l.text); }
      int total(const struct person *p, int n) {
        int t = 0;
        for (int i = 0; i < n; i++) t += size(p[i].first) * size(p[i].last);
        return t;
      }
      void swap(struct person *p) {
        const char *first = p->first;
        p->first = p->last;
        p->last = first;
      }
      """;

  private static LocalPlugin plugin;

  record Person(String first, String last) {}

  record Job(Person who, int priority, String note) {}

  record Label(String text) {}

  interface Api {
    @Name("by_value")
    int byValue(Job job);

    int behind(Job job);

    int label(Label label);

    int total(Person[] persons, int n);

    void swap(Person[] person);
  }

  @BeforeAll
  static void open(@TempDir Path folder) {
    plugin = Loader.openLocal(new Compiler(folder).c("liblent.so", SOURCE, "-g"));
  }

  @Test
  void stringsOfARecordAreThereDuringTheCall() {
    Api api = plugin.bind(Api.class);
    Job job = new Job(new Person("Ada", "King"), 5, "\u00e9");

    assertThat(api.byValue(job)).isEqualTo(3 * 1000 + 4 * 100 + 2 * 10 + 5);
    assertThat(api.behind(job)).isEqualTo(3 * 1000 + 4 * 100 + 2 * 10 + 5);
    assertThat(api.label(new Label("seven"))).isEqualTo(5);
  }

  @Test
  void aStringThatIsNullIsNull() {
    Api api = plugin.bind(Api.class);

    assertThat(api.label(new Label(null))).isEqualTo(-1);
  }

  @Test
  void aStringLongerThanTheThreadsMemoryIsThereAsAWhole() {
    assertThat(plugin.bind(Api.class).label(new Label("x".repeat(100_000)))).isEqualTo(100_000);
  }

  @Test
  void recordsInAnArrayHaveStringsToo() {
    Api api = plugin.bind(Api.class);
    Person[] persons = {new Person("ab", "c"), new Person("def", "gh")};

    assertThat(api.total(persons, 2)).isEqualTo(2 + 6);
    assertThat(persons).containsExactly(new Person("ab", "c"), new Person("def", "gh"));
    Person[] one = {new Person("left", "right")};
    api.swap(one);
    assertThat(one).containsExactly(new Person("right", "left"));
  }

  @Test
  void aStringWithANulIsRefusedAsAnywhere() {
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> plugin.bind(Api.class).label(new Label("a\0b")))
        .withMessageContaining("a string with a NUL");
  }

  @Test
  void memoryThatOutlivesTheCallTakesNoString() {
    try (Arena arena = Arena.ofConfined()) {
      Structure<Label> labels = plugin.structure(Label.class);
      MemorySegment memory = arena.allocate(Long.BYTES);
      assertThatExceptionOfType(BindingException.class)
          .isThrownBy(() -> labels.write(memory, new Label("x")))
          .withMessageContaining("can be written for a call only")
          .withMessageContaining("use a MemorySegment");
    }
  }
}
