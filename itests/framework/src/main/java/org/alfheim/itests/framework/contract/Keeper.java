package org.alfheim.itests.framework.contract;

import org.alfheim.bind.Handle;
import org.alfheim.bind.Name;
import org.alfheim.bind.Retained;
import org.alfheim.bind.Struct;

/** The functions of {@code keeps.c}. */
public interface Keeper {
  /** What C calls. */
  interface Asked {
    /** Answers. */
    int on(int value);
  }

  /** A structure with a function pointer. */
  interface Listener extends Struct {
    /** The function is there as long as the structure's memory. */
    Listener on(Asked asked);
  }

  /** Something of C's own. */
  interface Counter extends Handle {}

  /** C keeps it for ever. */
  void keep(@Retained Asked asked);

  /** C calls it before it returns. */
  int once(Asked asked, int value);

  /** C keeps the function. */
  @Name("listen_to")
  void listenTo(Listener listener);

  /** Asks what is kept, in another thread. */
  @Name("ask_kept")
  int askKept(int value);

  /** Asks what was copied out of the structure, in another thread. */
  @Name("ask_copied")
  int askCopied(int value);

  /** A thread begins to ask what is kept, again and again. */
  void begin();

  /** How often it has asked. */
  long made();

  /** It ends. */
  void end();

  /** The only one. */
  @Name("the_counter")
  Counter counter();

  /** How often it has been used. */
  int use(Counter counter);
}
