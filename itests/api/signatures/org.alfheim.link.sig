#Signature file v4.1
#Version 

CLSS public abstract interface java.io.Serializable

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

CLSS public final org.alfheim.link.Carrier
innr public final static Tasks
meth public boolean codeStays()
meth public boolean endsUndefinedCalls()
meth public int slotWords()
meth public java.lang.String symbol(int)
meth public java.util.Optional<org.alfheim.link.Carrier> probe()
meth public long codeOffset()
meth public long pages()
meth public long size()
meth public long span()
meth public org.alfheim.elf.Vaddr dynamic()
meth public org.alfheim.elf.Vaddr finiArray()
meth public org.alfheim.elf.Vaddr finiArraySize()
meth public org.alfheim.elf.Vaddr slots()
meth public org.alfheim.elf.Vaddr start()
meth public org.alfheim.link.Carrier gate()
meth public void writeTo(java.lang.foreign.MemorySegment,org.alfheim.link.Carrier$Tasks)
supr java.lang.Object
hfds DYN_SIZE,RELA_SIZE,RELA_TYPE,SYM_SIZE,codeOffset,content,dataSize,dynamicOffset,finiArrayOffset,indirect,indirectOffset,note,noteOffset,observerOffset,placedOffset,relaOffset,sealedSize,size,slotsOffset,start,stubsOffset,tables,tlsOffset,trapOffset
hcls RelocationWords

CLSS public final static org.alfheim.link.Carrier$Tasks
 outer org.alfheim.link.Carrier
cons public init(long,long)
fld public final static org.alfheim.link.Carrier$Tasks NONE
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long observer()
meth public long work()
supr java.lang.Record
hfds observer,work

CLSS public abstract interface org.alfheim.link.Dependency
innr public final static OnPlugin
innr public final static OnSystem
meth public abstract java.lang.String carrierName()
meth public abstract java.lang.String needed()

CLSS public final static org.alfheim.link.Dependency$OnPlugin
 outer org.alfheim.link.Dependency
cons public init(java.lang.String,org.alfheim.link.Provider)
intf org.alfheim.link.Dependency
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String carrierName()
meth public java.lang.String needed()
meth public org.alfheim.link.Provider provider()
supr java.lang.Record
hfds needed,provider

CLSS public final static org.alfheim.link.Dependency$OnSystem
 outer org.alfheim.link.Dependency
cons public init(java.lang.String)
intf org.alfheim.link.Dependency
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String carrierName()
meth public java.lang.String needed()
supr java.lang.Record
hfds needed

CLSS public final org.alfheim.link.DynamicTokens
cons public init(java.util.Map<org.alfheim.link.DynamicTokens$Token,java.util.Optional<java.lang.String>>)
innr public final static !enum Token
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.Map<org.alfheim.link.DynamicTokens$Token,java.util.Optional<java.lang.String>> values()
meth public java.util.Optional<java.lang.String> expand(java.lang.String)
meth public static boolean in(java.lang.String)
meth public static boolean ofFolder(java.lang.String)
supr java.lang.Record
hfds ALL,values

CLSS public final static !enum org.alfheim.link.DynamicTokens$Token
 outer org.alfheim.link.DynamicTokens
fld public final static org.alfheim.link.DynamicTokens$Token LIB
fld public final static org.alfheim.link.DynamicTokens$Token ORIGIN
fld public final static org.alfheim.link.DynamicTokens$Token PLATFORM
meth public static org.alfheim.link.DynamicTokens$Token valueOf(java.lang.String)
meth public static org.alfheim.link.DynamicTokens$Token[] values()
supr java.lang.Enum<org.alfheim.link.DynamicTokens$Token>

CLSS public final org.alfheim.link.Fixup
cons public init(org.alfheim.link.Fixup$Kind,org.alfheim.elf.Vaddr,long,int)
innr public final static !enum Kind
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int slot()
meth public long operand()
meth public org.alfheim.elf.Vaddr target()
meth public org.alfheim.link.Fixup$Kind kind()
supr java.lang.Record
hfds kind,operand,slot,target

CLSS public final static !enum org.alfheim.link.Fixup$Kind
 outer org.alfheim.link.Fixup
fld public final static org.alfheim.link.Fixup$Kind ADD_BIAS
fld public final static org.alfheim.link.Fixup$Kind BIAS
fld public final static org.alfheim.link.Fixup$Kind CONSTANT
fld public final static org.alfheim.link.Fixup$Kind CONSTANT_32
fld public final static org.alfheim.link.Fixup$Kind DESCRIPTOR
fld public final static org.alfheim.link.Fixup$Kind INDIRECT
fld public final static org.alfheim.link.Fixup$Kind RESOLVED
fld public final static org.alfheim.link.Fixup$Kind SLOT
fld public final static org.alfheim.link.Fixup$Kind SLOT_32
fld public final static org.alfheim.link.Fixup$Kind SLOT_PC32
fld public final static org.alfheim.link.Fixup$Kind SLOT_PC64
meth public int width()
meth public static org.alfheim.link.Fixup$Kind valueOf(java.lang.String)
meth public static org.alfheim.link.Fixup$Kind[] values()
supr java.lang.Enum<org.alfheim.link.Fixup$Kind>
hfds number,width

CLSS public final org.alfheim.link.Fixups
meth public int count()
meth public int leading()
meth public int listed()
meth public int resolved()
meth public int slot(int)
meth public java.lang.foreign.MemorySegment run()
meth public java.util.Map<org.alfheim.link.Fixup$Kind,java.lang.Integer> countByKind()
meth public java.util.stream.Stream<org.alfheim.link.Fixup> stream()
meth public long operand(int)
meth public org.alfheim.elf.Vaddr target(int)
meth public org.alfheim.link.Fixup get(int)
meth public org.alfheim.link.Fixup$Kind kind(int)
meth public void copyTo(java.lang.foreign.MemorySegment,java.lang.foreign.MemorySegment,java.lang.foreign.MemorySegment)
supr java.lang.Object
hfds KINDS,KIND_BITS,WIDEST,ascending,leading,listed,operands,run,slotsAndKinds,table,targets
hcls Builder

CLSS public final org.alfheim.link.Identity
cons public init(java.lang.String,java.util.Optional<java.lang.String>,boolean)
meth public boolean announced()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.util.Optional<java.lang.String> directory()
meth public static org.alfheim.link.Identity file(java.lang.String)
meth public static org.alfheim.link.Identity file(java.lang.String,java.lang.String)
meth public static org.alfheim.link.Identity memory(java.lang.String)
supr java.lang.Record
hfds announced,directory,name

CLSS public final org.alfheim.link.Import
cons public init(java.lang.String,java.util.Optional<java.lang.String>,java.util.Optional<java.lang.String>,java.util.Optional<java.lang.String>,boolean)
meth public boolean weak()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String toString()
meth public java.lang.String type()
meth public java.util.Optional<java.lang.String> file()
meth public java.util.Optional<java.lang.String> name()
meth public java.util.Optional<java.lang.String> version()
meth public static java.util.List<org.alfheim.link.Import> of(org.alfheim.link.Plan)
supr java.lang.Record
hfds LONGEST,file,name,type,version,weak

CLSS public final org.alfheim.link.InitFirstObject
cons public init(java.lang.String,long)
meth public long size()
meth public void writeTo(java.lang.foreign.MemorySegment)
supr java.lang.Object
hfds DYNAMIC,HASH,INIT_ARRAY,PROGRAM_HEADERS,SYMBOLS,SYM_SIZE,function,needed

CLSS public final org.alfheim.link.Initialization
cons public init(java.util.Optional<org.alfheim.elf.Vaddr>,org.alfheim.elf.AddressArray,org.alfheim.elf.AddressArray,java.util.Optional<org.alfheim.elf.Vaddr>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.Optional<org.alfheim.elf.Vaddr> fini()
meth public java.util.Optional<org.alfheim.elf.Vaddr> init()
meth public org.alfheim.elf.AddressArray finiArray()
meth public org.alfheim.elf.AddressArray initArray()
supr java.lang.Record
hfds fini,finiArray,init,initArray

CLSS public final org.alfheim.link.Layout
cons public init(org.alfheim.elf.Vaddr,long,long,java.util.List<org.alfheim.link.Mapping>,java.util.Optional<org.alfheim.link.Layout$Range>)
fld public final static long PAGE = 4096
innr public final static Range
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<org.alfheim.link.Mapping> mappings()
meth public java.util.Optional<org.alfheim.link.Layout$Range> sealed()
meth public long align()
meth public long size()
meth public org.alfheim.elf.Vaddr end()
meth public org.alfheim.elf.Vaddr start()
meth public static boolean writable(org.alfheim.elf.SharedObject,org.alfheim.elf.Vaddr,long)
meth public static long room(org.alfheim.elf.SharedObject,org.alfheim.elf.Vaddr,boolean)
meth public static org.alfheim.link.Layout of(org.alfheim.elf.SharedObject)
supr java.lang.Record
hfds USER_SPACE,align,mappings,sealed,size,start

CLSS public final static org.alfheim.link.Layout$Range
 outer org.alfheim.link.Layout
cons public init(org.alfheim.elf.Vaddr,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long size()
meth public org.alfheim.elf.Vaddr start()
supr java.lang.Record
hfds size,start

CLSS public final org.alfheim.link.LibraryFiles
cons public init(java.util.Map<java.lang.String,java.lang.String>,java.util.List<java.lang.String>)
fld public final static org.alfheim.link.LibraryFiles NONE
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> others()
meth public java.util.Map<java.lang.String,java.lang.String> named()
supr java.lang.Record
hfds named,others

CLSS public final org.alfheim.link.LibraryGate
cons public init(java.util.List<java.lang.String>)
meth public long size()
meth public org.alfheim.elf.Vaddr dynamic()
meth public void writeTo(java.lang.foreign.MemorySegment,long)
supr java.lang.Object
hfds DYNAMIC,HASH,PLACED,PROGRAM_HEADERS,RELA,RELA_SIZE,SYMBOLS,SYM_SIZE,TRAP,libraries

CLSS public abstract interface org.alfheim.link.Mapping
innr public final static Clearing
innr public final static FilePages
innr public final static ZeroPages
meth public abstract boolean executable()
meth public abstract boolean writable()
meth public abstract long size()
meth public abstract org.alfheim.elf.Vaddr start()

CLSS public final static org.alfheim.link.Mapping$Clearing
 outer org.alfheim.link.Mapping
cons public init(org.alfheim.elf.Vaddr,long,boolean,boolean)
intf org.alfheim.link.Mapping
meth public boolean executable()
meth public boolean writable()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long size()
meth public org.alfheim.elf.Vaddr start()
supr java.lang.Record
hfds executable,size,start,writable

CLSS public final static org.alfheim.link.Mapping$FilePages
 outer org.alfheim.link.Mapping
cons public init(org.alfheim.elf.Vaddr,long,long,boolean,boolean)
intf org.alfheim.link.Mapping
meth public boolean executable()
meth public boolean writable()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long fileOffset()
meth public long size()
meth public org.alfheim.elf.Vaddr start()
supr java.lang.Record
hfds executable,fileOffset,size,start,writable

CLSS public final static org.alfheim.link.Mapping$ZeroPages
 outer org.alfheim.link.Mapping
cons public init(org.alfheim.elf.Vaddr,long,boolean,boolean)
intf org.alfheim.link.Mapping
meth public boolean executable()
meth public boolean writable()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long size()
meth public org.alfheim.elf.Vaddr start()
supr java.lang.Record
hfds executable,size,start,writable

CLSS public final org.alfheim.link.NamedObject
cons public init(java.util.Optional<java.lang.String>,java.util.List<java.lang.String>)
meth public java.lang.String toString()
meth public long size()
meth public void writeTo(java.lang.foreign.MemorySegment)
supr java.lang.Object
hfds DYNAMIC,HASH,PROGRAM_HEADERS,SYMBOLS,SYM_SIZE,needed,soname,strings

CLSS public final org.alfheim.link.Placer
fld public final static int STEP_SIZE = 64
fld public final static int WORK_BIAS = 0
fld public final static int WORK_ERRNO = 8
fld public final static int WORK_FAILED_STEP = 16
fld public final static int WORK_MISFIT = 24
fld public final static int WORK_STEPS = 40
fld public final static long STEP_CLEAR = 2
fld public final static long STEP_END = 0
fld public final static long STEP_FIX = 3
fld public final static long STEP_FUNCTION = 9
fld public final static long STEP_PAUSE = 8
fld public final static long STEP_REFUSE = 6
fld public final static long STEP_RELATIVE = 7
fld public final static long STEP_REPORT = 5
fld public final static long STEP_RESOLVE = 4
fld public final static long STEP_SYSTEM_CALL = 1
supr java.lang.Object
hfds CODE,ENTRY,INDIRECT

CLSS public final org.alfheim.link.Plan
cons public init(org.alfheim.elf.SharedObject,org.alfheim.link.Identity,org.alfheim.link.Layout,java.util.List<org.alfheim.link.Dependency>,java.util.List<org.alfheim.link.Slot>,org.alfheim.link.Fixups,java.util.Set<org.alfheim.elf.ProgramHeader>,org.alfheim.link.Initialization,boolean,org.alfheim.link.Carrier,java.util.Optional<org.alfheim.elf.Vaddr>)
meth public boolean definesIndirectFunctions()
meth public boolean imports(java.lang.String)
meth public boolean patches(org.alfheim.link.Mapping)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<org.alfheim.link.Dependency> dependencies()
meth public java.util.List<org.alfheim.link.Slot> slots()
meth public java.util.Optional<org.alfheim.elf.Vaddr> dynamic()
meth public java.util.Set<java.lang.String> deferrable()
meth public java.util.Set<org.alfheim.elf.ProgramHeader> patched()
meth public org.alfheim.elf.SharedObject image()
meth public org.alfheim.link.Carrier carrier()
meth public org.alfheim.link.Fixups fixups()
meth public org.alfheim.link.Identity identity()
meth public org.alfheim.link.Initialization initialization()
meth public org.alfheim.link.Layout layout()
supr java.lang.Record
hfds carrier,definesIndirectFunctions,dependencies,dynamic,fixups,identity,image,initialization,layout,patched,slots

CLSS public final org.alfheim.link.PlanText
meth public static java.util.List<java.lang.String> of(org.alfheim.link.Plan,java.util.function.Function<java.lang.String,java.util.Optional<java.nio.file.Path>>)
supr java.lang.Object
hfds lines,plan,system

CLSS public final org.alfheim.link.Planner
cons public init(java.util.Map<java.lang.String,org.alfheim.link.Provider>)
cons public init(java.util.Map<java.lang.String,org.alfheim.link.Provider>,java.util.Set<org.alfheim.link.Waiver>)
cons public init(java.util.Map<java.lang.String,org.alfheim.link.Provider>,java.util.Set<org.alfheim.link.Waiver>,org.alfheim.link.LibraryFiles)
meth public org.alfheim.link.Plan plan(org.alfheim.elf.SharedObject,org.alfheim.link.Identity)
supr java.lang.Object
hfds files,providers,waivers

CLSS public final org.alfheim.link.Provider
cons public init(java.lang.String,java.lang.String,org.alfheim.elf.SharedObject)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String carrier()
meth public java.lang.String soname()
meth public org.alfheim.elf.SharedObject image()
supr java.lang.Record
hfds carrier,image,soname

CLSS public final org.alfheim.link.Rebinder
fld public final static int FUNCTION_SIZE = 24
fld public final static int WORK_ALONE = 16
fld public final static int WORK_COUNT = 24
fld public final static int WORK_DYNAMIC = 8
fld public final static int WORK_FUNCTIONS = 32
fld public final static int WORK_ITERATE = 0
meth public static byte[] code()
supr java.lang.Object
hfds CODE

CLSS public final org.alfheim.link.References
meth public static java.util.Optional<java.lang.String> untraceable(org.alfheim.elf.SharedObject)
meth public static java.util.SortedSet<java.lang.String> imports(org.alfheim.elf.SharedObject,org.alfheim.link.Scope)
supr java.lang.Object
hfds before,copied,image,relocated,symbols

CLSS public abstract interface org.alfheim.link.Scope
 anno 0 java.lang.FunctionalInterface()
meth public abstract boolean defines(java.lang.String,java.util.Optional<java.lang.String>)

CLSS public final org.alfheim.link.Slot
cons public init(int,int,long)
meth public boolean imported(org.alfheim.elf.SharedObject)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int symbol()
meth public int type()
meth public int words()
meth public long addend()
supr java.lang.Record
hfds addend,symbol,type

CLSS public final org.alfheim.link.SystemFolders
fld public final static java.util.List<java.nio.file.Path> ALL
meth public static boolean contain(java.nio.file.Path)
supr java.lang.Object

CLSS public final !enum org.alfheim.link.Waiver
fld public final static org.alfheim.link.Waiver EXECUTABLE_STACK
fld public final static org.alfheim.link.Waiver NODLOPEN
fld public final static org.alfheim.link.Waiver TEXT_RELOCATIONS
fld public final static org.alfheim.link.Waiver UNDEFINED_FUNCTIONS
meth public java.lang.String cure()
meth public java.lang.String label()
meth public static java.lang.String labels()
meth public static java.util.Optional<org.alfheim.link.Waiver> of(java.lang.String)
meth public static org.alfheim.link.Waiver valueOf(java.lang.String)
meth public static org.alfheim.link.Waiver[] values()
supr java.lang.Enum<org.alfheim.link.Waiver>

CLSS abstract interface org.alfheim.link.package-info
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

