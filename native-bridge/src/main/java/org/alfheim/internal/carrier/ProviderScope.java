package org.alfheim.internal.carrier;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.SharedObject;

/**
 * Images whose definitions come before an image's own, in their order. The image has only what none
 * of them has; it refers to all else, be it a function, a variable or a thread-local one, as to any
 * symbol of another image, and its carrier needs theirs before anything else.
 *
 * @param members the images, the one that comes first first
 * @param image the image, without what it leaves to them
 */
public record ProviderScope(List<Member> members, SharedObject image) {

  /**
   * An image that comes before another one.
   *
   * @param provider the image
   * @param definitions how many definitions are left to it
   */
  public record Member(Provider provider, int definitions) {}

  /** Copies the list. */
  public ProviderScope {
    members = List.copyOf(members);
  }

  /**
   * The scope of an image.
   *
   * @param image the image, with all its definitions
   * @param providers what comes before it, in order; none for an image that comes first itself
   */
  public static ProviderScope of(SharedObject image, List<Provider> providers) {
    List<Member> members = new ArrayList<>();
    SharedObject rest = image;
    for (Provider provider : providers) {
      SharedObject next = rest.behind(provider.image());
      long left = next == rest ? 0 : rest.exported().count() - next.exported().count();
      members.add(new Member(provider, Math.toIntExact(left)));
      rest = next;
    }
    return new ProviderScope(members, rest);
  }
}
