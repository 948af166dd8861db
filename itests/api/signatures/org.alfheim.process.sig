#Signature file v4.1
#Version 

CLSS public abstract interface java.io.Closeable
intf java.lang.AutoCloseable
meth public abstract void close() throws java.io.IOException

CLSS public abstract interface java.io.Flushable
meth public abstract void flush() throws java.io.IOException

CLSS public abstract java.io.OutputStream
cons public init()
intf java.io.Closeable
intf java.io.Flushable
meth public abstract void write(int) throws java.io.IOException
meth public static java.io.OutputStream nullOutputStream()
meth public void close() throws java.io.IOException
meth public void flush() throws java.io.IOException
meth public void write(byte[]) throws java.io.IOException
meth public void write(byte[],int,int) throws java.io.IOException
supr java.lang.Object

CLSS public abstract interface java.io.Serializable

CLSS public abstract interface java.lang.AutoCloseable
meth public abstract void close() throws java.lang.Exception

CLSS public abstract interface java.lang.Comparable<%0 extends java.lang.Object>
meth public abstract int compareTo({java.lang.Comparable%0})

CLSS public abstract java.lang.Enum<%0 extends java.lang.Enum<{java.lang.Enum%0}>>
cons protected init(java.lang.String,int)
innr public final static EnumDesc
intf java.io.Serializable
intf java.lang.Comparable<{java.lang.Enum%0}>
intf java.lang.constant.Constable
meth protected final java.lang.Object clone() throws java.lang.CloneNotSupportedException
meth protected final void finalize()
 anno 0 java.lang.Deprecated(boolean forRemoval=true, java.lang.String since="18")
meth public final boolean equals(java.lang.Object)
meth public final int compareTo({java.lang.Enum%0})
meth public final int hashCode()
meth public final int ordinal()
meth public final java.lang.Class<{java.lang.Enum%0}> getDeclaringClass()
meth public final java.lang.String name()
meth public final java.util.Optional<java.lang.Enum$EnumDesc<{java.lang.Enum%0}>> describeConstable()
meth public java.lang.String toString()
meth public static <%0 extends java.lang.Enum<{%%0}>> {%%0} valueOf(java.lang.Class<{%%0}>,java.lang.String)
supr java.lang.Object

CLSS public java.lang.Exception
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Throwable

CLSS public abstract interface !annotation java.lang.FunctionalInterface
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
intf java.lang.annotation.Annotation

CLSS public java.lang.Object
cons public init()
meth protected java.lang.Object clone() throws java.lang.CloneNotSupportedException
meth protected void finalize() throws java.lang.Throwable
 anno 0 java.lang.Deprecated(boolean forRemoval=true, java.lang.String since="9")
meth public boolean equals(java.lang.Object)
meth public final java.lang.Class<?> getClass()
meth public final void notify()
meth public final void notifyAll()
meth public final void wait() throws java.lang.InterruptedException
meth public final void wait(long) throws java.lang.InterruptedException
meth public final void wait(long,int) throws java.lang.InterruptedException
meth public int hashCode()
meth public java.lang.String toString()

CLSS public abstract java.lang.Record
cons protected init()
meth public abstract boolean equals(java.lang.Object)
meth public abstract int hashCode()
meth public abstract java.lang.String toString()
supr java.lang.Object

CLSS public java.lang.RuntimeException
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Exception

CLSS public java.lang.Throwable
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
intf java.io.Serializable
meth public final java.lang.Throwable[] getSuppressed()
meth public final void addSuppressed(java.lang.Throwable)
meth public java.lang.StackTraceElement[] getStackTrace()
meth public java.lang.String getLocalizedMessage()
meth public java.lang.String getMessage()
meth public java.lang.String toString()
meth public java.lang.Throwable fillInStackTrace()
meth public java.lang.Throwable getCause()
meth public java.lang.Throwable initCause(java.lang.Throwable)
meth public void printStackTrace()
meth public void printStackTrace(java.io.PrintStream)
meth public void printStackTrace(java.io.PrintWriter)
meth public void setStackTrace(java.lang.StackTraceElement[])
supr java.lang.Object

CLSS public abstract interface java.lang.annotation.Annotation
meth public abstract boolean equals(java.lang.Object)
meth public abstract int hashCode()
meth public abstract java.lang.Class<? extends java.lang.annotation.Annotation> annotationType()
meth public abstract java.lang.String toString()

CLSS public abstract interface !annotation java.lang.annotation.Documented
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation java.lang.annotation.Retention
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.annotation.RetentionPolicy value()

CLSS public abstract interface !annotation java.lang.annotation.Target
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.annotation.ElementType[] value()

CLSS public abstract interface java.lang.constant.Constable
meth public abstract java.util.Optional<? extends java.lang.constant.ConstantDesc> describeConstable()

CLSS public final org.alfheim.process.Address
cons public init(long)
intf java.lang.Comparable<org.alfheim.process.Address>
meth public boolean equals(java.lang.Object)
meth public int compareTo(org.alfheim.process.Address)
meth public int hashCode()
meth public java.lang.String toString()
meth public long value()
meth public org.alfheim.elf.Vaddr vaddr(org.alfheim.process.Address)
meth public org.alfheim.process.Address of(org.alfheim.elf.Vaddr)
meth public org.alfheim.process.Address plus(long)
supr java.lang.Record
hfds value

CLSS public final org.alfheim.process.ArgumentFilter
innr public abstract interface static Judge
innr public final static !enum Claim
innr public final static !enum Finding
innr public final static Call
innr public final static Filtered
innr public final static Verdict
meth public static boolean isElsewhere(org.alfheim.process.Address)
meth public static boolean isUsed()
meth public static java.util.List<org.alfheim.process.Address> before(java.util.List<org.alfheim.process.ArgumentFilter$Filtered>)
meth public static void decideBy(org.alfheim.process.ArgumentFilter$Judge,java.util.Map<java.lang.String,java.lang.Integer>)
meth public static void endDecisions()
meth public static void follow(java.lang.String)
meth public static void refuseAtExit(boolean)
supr java.lang.Object
hfds AT_EXIT,CODE,DATA,FILTER,SIZE

CLSS public final static org.alfheim.process.ArgumentFilter$Call
 outer org.alfheim.process.ArgumentFilter
cons public init(long,long,long,long,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long caller()
meth public long first()
meth public long handle()
meth public long second()
meth public long third()
meth public org.alfheim.process.ArgumentFilter$Call closing(long)
meth public org.alfheim.process.ArgumentFilter$Call with(int,byte[])
meth public static java.lang.String string(long)
supr java.lang.Record
hfds caller,first,handle,second,third

CLSS public final static !enum org.alfheim.process.ArgumentFilter$Claim
 outer org.alfheim.process.ArgumentFilter
fld public final static org.alfheim.process.ArgumentFilter$Claim IMAGE
fld public final static org.alfheim.process.ArgumentFilter$Claim LIBRARY
fld public final static org.alfheim.process.ArgumentFilter$Claim NONE
fld public final static org.alfheim.process.ArgumentFilter$Claim RESTRICTS
fld public final static org.alfheim.process.ArgumentFilter$Claim SHARES
meth public static org.alfheim.process.ArgumentFilter$Claim valueOf(java.lang.String)
meth public static org.alfheim.process.ArgumentFilter$Claim[] values()
supr java.lang.Enum<org.alfheim.process.ArgumentFilter$Claim>
hfds code

CLSS public final static org.alfheim.process.ArgumentFilter$Filtered
 outer org.alfheim.process.ArgumentFilter
cons public init(java.lang.String,org.alfheim.process.Address,int,boolean)
meth public boolean guarded()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int position()
meth public java.lang.String name()
meth public org.alfheim.process.Address address()
supr java.lang.Record
hfds address,guarded,name,position

CLSS public final static !enum org.alfheim.process.ArgumentFilter$Finding
 outer org.alfheim.process.ArgumentFilter
fld public final static org.alfheim.process.ArgumentFilter$Finding ABSENT
fld public final static org.alfheim.process.ArgumentFilter$Finding FOUND
fld public final static org.alfheim.process.ArgumentFilter$Finding INDIFFERENT
fld public final static org.alfheim.process.ArgumentFilter$Finding REFUSED
meth public static org.alfheim.process.ArgumentFilter$Finding valueOf(java.lang.String)
meth public static org.alfheim.process.ArgumentFilter$Finding[] values()
supr java.lang.Enum<org.alfheim.process.ArgumentFilter$Finding>
hfds code

CLSS public abstract interface static org.alfheim.process.ArgumentFilter$Judge
 outer org.alfheim.process.ArgumentFilter
meth public abstract int position(java.lang.String)
meth public abstract org.alfheim.process.ArgumentFilter$Call act(java.lang.String,org.alfheim.process.ArgumentFilter$Call)
meth public abstract org.alfheim.process.ArgumentFilter$Claim claim(long)
meth public abstract org.alfheim.process.ArgumentFilter$Verdict judge(java.lang.String,org.alfheim.process.ArgumentFilter$Call)

CLSS public final static org.alfheim.process.ArgumentFilter$Verdict
 outer org.alfheim.process.ArgumentFilter
cons public init(org.alfheim.process.ArgumentFilter$Finding,org.alfheim.process.ArgumentFilter$Call)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public org.alfheim.process.ArgumentFilter$Call call()
meth public org.alfheim.process.ArgumentFilter$Finding finding()
supr java.lang.Record
hfds call,finding

CLSS public final org.alfheim.process.CarrierRefusedException
meth public boolean exhausted()
meth public boolean staticTlsSpent()
meth public java.lang.String reason()
supr java.lang.RuntimeException
hfds EXHAUSTED,reason

CLSS public final org.alfheim.process.Definitions
meth public static java.util.Set<org.alfheim.process.Address> of(java.lang.String)
meth public static org.alfheim.process.Address first(java.lang.String)
supr java.lang.Object
hfds LIBRARIES,VERSIONS

CLSS public final org.alfheim.process.Downcalls
fld public final static long LONGEST_STRING = 1048576
innr public final static Shape
meth public static java.lang.String checkedString(java.lang.foreign.MemorySegment)
meth public static java.lang.String string(java.lang.foreign.MemorySegment)
meth public static java.lang.foreign.MemorySegment stub(java.lang.invoke.MethodHandle,java.lang.foreign.FunctionDescriptor,java.lang.foreign.Arena)
meth public static java.lang.foreign.MemorySegment view(java.lang.foreign.MemorySegment,long)
meth public static java.lang.invoke.MethodHandle handle(java.lang.foreign.MemorySegment,java.lang.foreign.FunctionDescriptor)
meth public static java.lang.invoke.MethodHandle handle(java.lang.foreign.MemorySegment,org.alfheim.process.Downcalls$Shape)
supr java.lang.Object
hfds LINKED,LINKER

CLSS public final static org.alfheim.process.Downcalls$Shape
 outer org.alfheim.process.Downcalls
cons public init(java.lang.foreign.FunctionDescriptor)
cons public init(java.lang.foreign.FunctionDescriptor,int,boolean)
meth public boolean critical()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int fixed()
meth public java.lang.foreign.FunctionDescriptor descriptor()
supr java.lang.Record
hfds critical,descriptor,fixed

CLSS public final org.alfheim.process.FileName
meth public static boolean isExact(java.nio.file.Path)
meth public static boolean isUtf8(java.nio.file.Path)
meth public static byte[] bytes(java.nio.file.Path)
meth public static java.lang.String exact(java.nio.file.Path)
meth public static java.lang.String shown(java.nio.file.Path)
supr java.lang.Object

CLSS public final org.alfheim.process.GlobalScope
meth public static boolean defines(java.lang.String)
meth public static boolean precedes(java.lang.String,java.util.Optional<java.lang.String>)
supr java.lang.Object
hfds C_LIBRARY,FIRST_VERSION

CLSS public final org.alfheim.process.GuardedLibrary
innr public abstract interface static Outcome
innr public final static Loaded
innr public final static Refused
meth public static org.alfheim.process.GuardedLibrary$Outcome load(java.util.List<java.lang.String>,int,org.alfheim.process.Rebinding)
supr java.lang.Object

CLSS public final static org.alfheim.process.GuardedLibrary$Loaded
 outer org.alfheim.process.GuardedLibrary
cons public init(long)
intf org.alfheim.process.GuardedLibrary$Outcome
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long handle()
supr java.lang.Record
hfds handle

CLSS public abstract interface static org.alfheim.process.GuardedLibrary$Outcome
 outer org.alfheim.process.GuardedLibrary

CLSS public final static org.alfheim.process.GuardedLibrary$Refused
 outer org.alfheim.process.GuardedLibrary
cons public init(java.lang.String)
intf org.alfheim.process.GuardedLibrary$Outcome
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String reason()
supr java.lang.Record
hfds reason

CLSS public final org.alfheim.process.HeldLibrary
intf java.lang.AutoCloseable
meth public java.lang.String name()
meth public java.nio.file.Path file()
meth public long handle()
meth public org.alfheim.process.Address inside()
meth public static java.util.Optional<org.alfheim.process.HeldLibrary> of(java.lang.String)
meth public static java.util.Optional<org.alfheim.process.HeldLibrary> of(java.nio.file.Path)
meth public static org.alfheim.process.HeldLibrary by(long)
meth public void close()
supr java.lang.Object
hfds handle

CLSS public final org.alfheim.process.ImageMapper
innr public abstract interface static Outcome
innr public final static Held
innr public final static Mapped
meth public static org.alfheim.process.ImageMapper$Outcome map(org.alfheim.link.Plan,org.alfheim.process.SealedImage,java.util.Optional<org.alfheim.process.Rebinding>)
supr java.lang.Object
hfds plan,rebinding,source

CLSS public final static org.alfheim.process.ImageMapper$Held
 outer org.alfheim.process.ImageMapper
cons public init(org.alfheim.process.SharedImage)
intf org.alfheim.process.ImageMapper$Outcome
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public org.alfheim.process.SharedImage image()
supr java.lang.Record
hfds image

CLSS public final static org.alfheim.process.ImageMapper$Mapped
 outer org.alfheim.process.ImageMapper
cons public init(org.alfheim.process.MappedImage,org.alfheim.process.Initializer)
intf org.alfheim.process.ImageMapper$Outcome
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public org.alfheim.process.Initializer initializer()
meth public org.alfheim.process.MappedImage image()
supr java.lang.Record
hfds image,initializer

CLSS public abstract interface static org.alfheim.process.ImageMapper$Outcome
 outer org.alfheim.process.ImageMapper

CLSS public final org.alfheim.process.Initializer
meth public void run()
supr java.lang.Object
hfds bias,block,carrier,constructors,terminations

CLSS public abstract interface org.alfheim.process.LiveImage
meth public abstract java.lang.foreign.MemorySegment locate(org.alfheim.elf.ElfSymbol,java.util.Optional<java.lang.String>,long)
meth public abstract org.alfheim.process.Address bias()

CLSS public final org.alfheim.process.LoadedCode
meth public static java.util.Optional<java.lang.String> object(long)
supr java.lang.Object
hfds DLADDR,INFO_SIZE

CLSS public final org.alfheim.process.LoadedLibrary
meth public static boolean defines(java.lang.String,java.lang.String)
meth public static java.util.Optional<java.nio.file.Path> find(java.lang.String)
supr java.lang.Object

CLSS public final org.alfheim.process.LoadedObject
cons public init(java.lang.String,org.alfheim.process.Address,java.util.List<org.alfheim.process.LoadedObject$Range>,long,long,java.util.OptionalLong)
innr public final static Range
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.util.List<org.alfheim.process.LoadedObject$Range> ranges()
meth public java.util.OptionalLong tlsOffset()
meth public long tlsModule()
meth public long tlsSize()
meth public org.alfheim.process.Address bias()
supr java.lang.Record
hfds bias,name,ranges,tlsModule,tlsOffset,tlsSize

CLSS public final static org.alfheim.process.LoadedObject$Range
 outer org.alfheim.process.LoadedObject
cons public init(org.alfheim.process.Address,org.alfheim.process.Address)
meth public boolean contains(org.alfheim.process.Address)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public org.alfheim.process.Address end()
meth public org.alfheim.process.Address start()
supr java.lang.Record
hfds end,start

CLSS public final org.alfheim.process.MappedImage
intf org.alfheim.process.LiveImage
meth public java.lang.foreign.MemorySegment locate(org.alfheim.elf.ElfSymbol,java.util.Optional<java.lang.String>,long)
meth public long held()
meth public long relocations()
meth public org.alfheim.link.Provider provider(java.lang.String)
meth public org.alfheim.process.Address bias()
meth public org.alfheim.process.PublishedImage publish(org.alfheim.process.SealedImage)
meth public static org.alfheim.process.MappedImage adopt(org.alfheim.elf.SharedObject,org.alfheim.process.PublishedImage)
meth public void discard()
supr java.lang.Object
hfds carrier,filter,held,image,relocations,resolved

CLSS public final org.alfheim.process.NamedFile
intf java.lang.AutoCloseable
meth public java.lang.String path()
meth public static org.alfheim.process.NamedFile of(org.alfheim.link.NamedObject)
meth public void close()
supr java.lang.Object
hfds file,path

CLSS public final org.alfheim.process.NativeAccess
meth public static boolean isGranted()
meth public static void check()
supr java.lang.Object
hfds granted

CLSS public final org.alfheim.process.PeerLoader
innr public abstract interface static Answer
innr public final static Held
innr public final static Opened
innr public final static Refused
meth public static org.alfheim.process.PeerLoader$Answer open(java.nio.file.Path,java.util.Optional<org.alfheim.elf.SharedObject>)
supr java.lang.Object
hfds earlier,image,path

CLSS public abstract interface static org.alfheim.process.PeerLoader$Answer
 outer org.alfheim.process.PeerLoader

CLSS public final static org.alfheim.process.PeerLoader$Held
 outer org.alfheim.process.PeerLoader
cons public init()
intf org.alfheim.process.PeerLoader$Answer
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
supr java.lang.Record

CLSS public final static org.alfheim.process.PeerLoader$Opened
 outer org.alfheim.process.PeerLoader
cons public init()
intf org.alfheim.process.PeerLoader$Answer
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
supr java.lang.Record

CLSS public final static org.alfheim.process.PeerLoader$Refused
 outer org.alfheim.process.PeerLoader
cons public init(java.lang.String)
intf org.alfheim.process.PeerLoader$Answer
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String reason()
supr java.lang.Record
hfds reason

CLSS public final org.alfheim.process.ProcessException
meth public int errno()
supr java.lang.RuntimeException
hfds errno

CLSS public final org.alfheim.process.ProcessImages
innr public abstract interface static Claim
innr public final static Failed
innr public final static Ours
innr public final static Present
meth public static java.util.SortedMap<java.lang.String,org.alfheim.process.PublishedImage> published()
meth public static org.alfheim.process.ProcessImages$Claim claim(java.lang.String)
supr java.lang.Object
hfds CARRIERS,FAILED,IMAGE,LOCK,OPEN,OPENING

CLSS public abstract interface static org.alfheim.process.ProcessImages$Claim
 outer org.alfheim.process.ProcessImages

CLSS public final static org.alfheim.process.ProcessImages$Failed
 outer org.alfheim.process.ProcessImages
cons public init(java.lang.String)
intf org.alfheim.process.ProcessImages$Claim
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String message()
supr java.lang.Record
hfds message

CLSS public final static org.alfheim.process.ProcessImages$Ours
 outer org.alfheim.process.ProcessImages
intf org.alfheim.process.ProcessImages$Claim
meth public void fail(java.lang.String)
meth public void publish(org.alfheim.process.PublishedImage)
meth public void release()
supr java.lang.Object
hfds property

CLSS public final static org.alfheim.process.ProcessImages$Present
 outer org.alfheim.process.ProcessImages
cons public init(org.alfheim.process.PublishedImage)
intf org.alfheim.process.ProcessImages$Claim
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public org.alfheim.process.PublishedImage image()
supr java.lang.Record
hfds image

CLSS public final org.alfheim.process.PublishedImage
cons public init(long,java.lang.String,org.alfheim.process.Address,org.alfheim.process.Address,long,long,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String carrier()
meth public long handle()
meth public long held()
meth public long relocations()
meth public long size()
meth public org.alfheim.process.Address bias()
meth public org.alfheim.process.Address bytes()
supr java.lang.Record
hfds bias,bytes,carrier,handle,held,relocations,size

CLSS public final org.alfheim.process.Rebinding
innr public final static Function
meth public static org.alfheim.process.Rebinding ofGroup(java.util.List<org.alfheim.process.Rebinding$Function>)
meth public static org.alfheim.process.Rebinding ofImage(java.util.List<org.alfheim.process.Rebinding$Function>)
supr java.lang.Object
hfds CODE,DL_ITERATE_PHDR,PAGE,alone,functions

CLSS public final static org.alfheim.process.Rebinding$Function
 outer org.alfheim.process.Rebinding
cons public init(java.lang.String,org.alfheim.process.Address,org.alfheim.process.Address)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public org.alfheim.process.Address address()
meth public org.alfheim.process.Address other()
supr java.lang.Record
hfds address,name,other

CLSS public final org.alfheim.process.SealedImage
innr public abstract interface static Check
meth public java.lang.foreign.MemorySegment bytes()
meth public long held()
meth public static java.lang.foreign.MemorySegment bytes(org.alfheim.process.PublishedImage)
meth public static java.lang.foreign.MemorySegment whole(java.nio.file.Path,java.lang.foreign.Arena) throws java.io.IOException
meth public static org.alfheim.process.SealedImage of(java.lang.String,java.lang.foreign.MemorySegment)
meth public static org.alfheim.process.SealedImage of(java.nio.file.Path,org.alfheim.process.SealedImage$Check) throws java.io.IOException
meth public void closeDescriptor()
meth public void discard()
supr java.lang.Object
hfds QUICKLY_COPIED,descriptor,held,size,start

CLSS public abstract interface static org.alfheim.process.SealedImage$Check
 outer org.alfheim.process.SealedImage
 anno 0 java.lang.FunctionalInterface()
meth public abstract void check(java.lang.foreign.MemorySegment)

CLSS public final org.alfheim.process.SharedImage
intf org.alfheim.process.LiveImage
meth public java.lang.foreign.MemorySegment locate(org.alfheim.elf.ElfSymbol,java.util.Optional<java.lang.String>,long)
meth public org.alfheim.process.Address bias()
meth public static java.util.Optional<org.alfheim.process.SharedImage> find(java.nio.file.Path,java.util.Optional<java.lang.String>)
meth public static void checkNoSecond(org.alfheim.elf.SharedObject)
supr java.lang.Object
hfds C_LIBRARY,LINKER,bias,handle

CLSS public final org.alfheim.process.Snapshot
cons public init(java.lang.String,org.alfheim.process.Address,java.util.NavigableMap<org.alfheim.elf.Vaddr,byte[]>,java.util.List<org.alfheim.process.Snapshot$Digest>,java.util.List<org.alfheim.process.Snapshot$Protection>,java.util.List<org.alfheim.process.LoadedObject>,java.util.List<org.alfheim.process.Snapshot$TlsVariable>,java.util.List<org.alfheim.process.Snapshot$Bindings>)
fld public final static int PAGE = 4096
innr public final static Bindings
innr public final static Digest
innr public final static Protection
innr public final static TlsVariable
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String image()
meth public java.util.List<org.alfheim.process.LoadedObject> objects()
meth public java.util.List<org.alfheim.process.Snapshot$Bindings> bindings()
meth public java.util.List<org.alfheim.process.Snapshot$Digest> digests()
meth public java.util.List<org.alfheim.process.Snapshot$Protection> protections()
meth public java.util.List<org.alfheim.process.Snapshot$TlsVariable> tlsVariables()
meth public java.util.NavigableMap<org.alfheim.elf.Vaddr,byte[]> pages()
meth public org.alfheim.process.Address bias()
supr java.lang.Record
hfds bias,bindings,digests,image,objects,pages,protections,tlsVariables

CLSS public final static org.alfheim.process.Snapshot$Bindings
 outer org.alfheim.process.Snapshot
cons public init(java.lang.String,java.util.NavigableMap<org.alfheim.elf.Vaddr,java.lang.Long>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String object()
meth public java.util.NavigableMap<org.alfheim.elf.Vaddr,java.lang.Long> values()
supr java.lang.Record
hfds object,values

CLSS public final static org.alfheim.process.Snapshot$Digest
 outer org.alfheim.process.Snapshot
cons public init(org.alfheim.elf.Vaddr,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long crc32c()
meth public org.alfheim.elf.Vaddr segment()
supr java.lang.Record
hfds crc32c,segment

CLSS public final static org.alfheim.process.Snapshot$Protection
 outer org.alfheim.process.Snapshot
cons public init(org.alfheim.elf.Vaddr,long,java.lang.String)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String permission()
meth public long size()
meth public org.alfheim.elf.Vaddr end()
meth public org.alfheim.elf.Vaddr start()
supr java.lang.Record
hfds permission,size,start

CLSS public final static org.alfheim.process.Snapshot$TlsVariable
 outer org.alfheim.process.Snapshot
cons public init(org.alfheim.elf.Vaddr,long,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long module()
meth public long offset()
meth public org.alfheim.elf.Vaddr place()
supr java.lang.Record
hfds module,offset,place

CLSS public final org.alfheim.process.SnapshotFile
fld public final static java.lang.String FOLDER_PROPERTY = "org.alfheim.snapshots"
meth public static org.alfheim.process.Snapshot read(java.nio.file.Path) throws java.io.IOException
meth public static void write(org.alfheim.process.Snapshot,java.nio.file.Path) throws java.io.IOException
supr java.lang.Object
hfds BUFFER,MAGIC
hcls Reader,Writer

CLSS public final org.alfheim.process.StandardOutput
cons public init()
innr public abstract interface static State
innr public final static Closed
innr public final static Failed
innr public final static Whole
meth public org.alfheim.process.StandardOutput$State state()
meth public void write(byte[],int,int) throws java.io.IOException
meth public void write(int) throws java.io.IOException
supr java.io.OutputStream
hfds CLOSED,failure,file

CLSS public final static org.alfheim.process.StandardOutput$Closed
 outer org.alfheim.process.StandardOutput
cons public init()
intf org.alfheim.process.StandardOutput$State
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
supr java.lang.Record

CLSS public final static org.alfheim.process.StandardOutput$Failed
 outer org.alfheim.process.StandardOutput
cons public init(java.lang.String)
intf org.alfheim.process.StandardOutput$State
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String reason()
supr java.lang.Record
hfds reason

CLSS public abstract interface static org.alfheim.process.StandardOutput$State
 outer org.alfheim.process.StandardOutput

CLSS public final static org.alfheim.process.StandardOutput$Whole
 outer org.alfheim.process.StandardOutput
cons public init()
intf org.alfheim.process.StandardOutput$State
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
supr java.lang.Record

CLSS public final org.alfheim.process.StandardStreams
meth public static boolean errorIsTerminal()
meth public static boolean outputIsWhole()
meth public static void flush()
supr java.lang.Object
hfds FERROR,FFLUSH,ISATTY,LOOKUP,STANDARD_ERROR,STDERR,STDOUT

CLSS abstract interface org.alfheim.process.package-info
 anno 0 org.osgi.annotation.bundle.Export(java.lang.String substitution="CALCULATED", java.lang.String[] attribute=[], java.lang.String[] uses=[])
 anno 0 org.osgi.annotation.versioning.Version(java.lang.String value="1.0.0")

CLSS public abstract interface !annotation org.osgi.annotation.bundle.Export
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
innr public final static Substitution
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String substitution()
meth public abstract !hasdefault java.lang.String[] attribute()
meth public abstract !hasdefault java.lang.String[] uses()

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

