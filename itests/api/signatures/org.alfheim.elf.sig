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

CLSS public java.lang.Exception
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Throwable

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

CLSS public final org.alfheim.elf.AddressArray
cons public init(org.alfheim.elf.Vaddr,int)
fld public final static org.alfheim.elf.AddressArray EMPTY
meth public boolean isEmpty()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int count()
meth public org.alfheim.elf.Vaddr start()
supr java.lang.Record
hfds count,start

CLSS public final org.alfheim.elf.ArchiveFile
innr public final static Member
meth public static boolean begins(org.alfheim.elf.ElfBytes)
meth public static org.alfheim.elf.ArchiveFile of(org.alfheim.elf.ElfBytes)
meth public void read(java.util.function.Consumer<org.alfheim.elf.ArchiveFile$Member>)
supr java.lang.Object
hfds HEADER,LONGEST_NAME,MAGIC,NAME,SIZE,THIN,file,longNames,thin

CLSS public final static org.alfheim.elf.ArchiveFile$Member
 outer org.alfheim.elf.ArchiveFile
cons public init(java.lang.String,long,long,long,boolean)
meth public boolean outside()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public long header()
meth public long offset()
meth public long size()
supr java.lang.Record
hfds header,name,offset,outside,size

CLSS public final org.alfheim.elf.DynamicEntry
cons public init(long,java.lang.String,long,java.util.Optional<java.lang.String>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String tagName()
meth public java.util.Optional<java.lang.String> text()
meth public long tag()
meth public long value()
supr java.lang.Record
hfds tag,tagName,text,value

CLSS public final org.alfheim.elf.DynamicSection
fld public final static long DF_1_INITFIRST = 32
fld public final static long DF_1_NODEFLIB = 2048
fld public final static long DF_1_NODELETE = 8
fld public final static long DF_1_NOOPEN = 64
fld public final static long DF_1_NOW = 1
fld public final static long DF_1_PIE = 134217728
fld public final static long DF_BIND_NOW = 8
fld public final static long DF_STATIC_TLS = 16
fld public final static long DF_SYMBOLIC = 2
fld public final static long DF_TEXTREL = 4
fld public final static long DT_AUXILIARY = 2147483645
fld public final static long DT_BIND_NOW = 24
fld public final static long DT_FILTER = 2147483647
fld public final static long DT_FINI = 13
fld public final static long DT_FINI_ARRAY = 26
fld public final static long DT_FINI_ARRAYSZ = 28
fld public final static long DT_FLAGS = 30
fld public final static long DT_FLAGS_1 = 1879048187
fld public final static long DT_GNU_HASH = 1879047925
fld public final static long DT_HASH = 4
fld public final static long DT_INIT = 12
fld public final static long DT_INIT_ARRAY = 25
fld public final static long DT_INIT_ARRAYSZ = 27
fld public final static long DT_JMPREL = 23
fld public final static long DT_NEEDED = 1
fld public final static long DT_NULL = 0
fld public final static long DT_PLTGOT = 3
fld public final static long DT_PLTREL = 20
fld public final static long DT_PLTRELSZ = 2
fld public final static long DT_PREINIT_ARRAY = 32
fld public final static long DT_REL = 17
fld public final static long DT_RELA = 7
fld public final static long DT_RELACOUNT = 1879048185
fld public final static long DT_RELAENT = 9
fld public final static long DT_RELASZ = 8
fld public final static long DT_RELR = 36
fld public final static long DT_RELRENT = 37
fld public final static long DT_RELRSZ = 35
fld public final static long DT_RELSZ = 18
fld public final static long DT_RPATH = 15
fld public final static long DT_RUNPATH = 29
fld public final static long DT_SONAME = 14
fld public final static long DT_STRSZ = 10
fld public final static long DT_STRTAB = 5
fld public final static long DT_SYMBOLIC = 16
fld public final static long DT_SYMENT = 11
fld public final static long DT_SYMTAB = 6
fld public final static long DT_TEXTREL = 22
fld public final static long DT_VERDEF = 1879048188
fld public final static long DT_VERDEFNUM = 1879048189
fld public final static long DT_VERNEED = 1879048190
fld public final static long DT_VERNEEDNUM = 1879048191
fld public final static long DT_VERSYM = 1879048176
innr public final static Entry
meth public java.util.List<org.alfheim.elf.DynamicSection$Entry> entries()
meth public java.util.OptionalLong value(long)
meth public long at(long)
meth public static java.lang.String nameOf(long)
supr java.lang.Object
hfds ENTRY,WORDS,lasts,offset,tags,values

CLSS public final static org.alfheim.elf.DynamicSection$Entry
 outer org.alfheim.elf.DynamicSection
cons public init(long,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long tag()
meth public long value()
supr java.lang.Record
hfds tag,value

CLSS public final org.alfheim.elf.ElfBytes
cons public init(java.lang.String,java.lang.foreign.MemorySegment)
meth public java.lang.String name()
meth public java.lang.foreign.MemorySegment segment()
meth public java.lang.foreign.MemorySegment slice(long,long,java.lang.String,long)
meth public java.nio.ByteBuffer window(long,long,java.lang.String,long)
meth public long size()
meth public org.alfheim.elf.ElfException bad(java.lang.String,long,java.lang.String)
supr java.lang.Object
hfds PIECE,name,scan,segment

CLSS public final org.alfheim.elf.ElfException
cons public init(java.lang.String,java.lang.String,long,java.lang.String,java.lang.String)
meth public java.lang.String cure()
meth public java.lang.String field()
meth public java.lang.String file()
meth public java.lang.String problem()
meth public long offset()
supr java.lang.RuntimeException
hfds cure,field,file,offset,problem

CLSS public final org.alfheim.elf.ElfFile
meth public java.lang.String name()
meth public java.util.List<org.alfheim.elf.Note> notesOfSections(java.util.List<org.alfheim.elf.SectionHeader>)
meth public java.util.List<org.alfheim.elf.Note> notesOfSegments(java.util.List<org.alfheim.elf.ProgramHeader>)
meth public java.util.List<org.alfheim.elf.ProgramHeader> programHeaders()
meth public java.util.List<org.alfheim.elf.RelocationCount> relocations(java.util.List<org.alfheim.elf.SectionHeader>)
meth public java.util.List<org.alfheim.elf.SectionHeader> sections()
meth public java.util.Optional<java.lang.String> buildId(java.util.List<org.alfheim.elf.ProgramHeader>)
meth public java.util.Optional<java.lang.String> interpreter(java.util.List<org.alfheim.elf.ProgramHeader>)
meth public long size()
meth public org.alfheim.elf.FileHeader header()
meth public org.alfheim.elf.Linkage linkage()
meth public static org.alfheim.elf.ElfFile of(java.lang.String,java.lang.foreign.MemorySegment)
supr java.lang.Object
hfds file,header

CLSS public final org.alfheim.elf.ElfSymbol
cons public init(int,java.lang.String,org.alfheim.elf.Vaddr,long,org.alfheim.elf.ElfSymbol$Type,org.alfheim.elf.ElfSymbol$Binding,org.alfheim.elf.ElfSymbol$Visibility,int)
fld public final static int SHN_ABS = 65521
fld public final static int SHN_COMMON = 65522
fld public final static int SHN_UNDEF = 0
innr public final static !enum Binding
innr public final static !enum Type
innr public final static !enum Visibility
meth public boolean absolute()
meth public boolean defined()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int index()
meth public int section()
meth public java.lang.String name()
meth public long size()
meth public org.alfheim.elf.ElfSymbol$Binding binding()
meth public org.alfheim.elf.ElfSymbol$Type type()
meth public org.alfheim.elf.ElfSymbol$Visibility visibility()
meth public org.alfheim.elf.Vaddr value()
supr java.lang.Record
hfds binding,index,name,section,size,type,value,visibility

CLSS public final static !enum org.alfheim.elf.ElfSymbol$Binding
 outer org.alfheim.elf.ElfSymbol
fld public final static org.alfheim.elf.ElfSymbol$Binding GLOBAL
fld public final static org.alfheim.elf.ElfSymbol$Binding GNU_UNIQUE
fld public final static org.alfheim.elf.ElfSymbol$Binding LOCAL
fld public final static org.alfheim.elf.ElfSymbol$Binding OTHER
fld public final static org.alfheim.elf.ElfSymbol$Binding WEAK
meth public static org.alfheim.elf.ElfSymbol$Binding ofInfo(int)
meth public static org.alfheim.elf.ElfSymbol$Binding valueOf(java.lang.String)
meth public static org.alfheim.elf.ElfSymbol$Binding[] values()
supr java.lang.Enum<org.alfheim.elf.ElfSymbol$Binding>

CLSS public final static !enum org.alfheim.elf.ElfSymbol$Type
 outer org.alfheim.elf.ElfSymbol
fld public final static org.alfheim.elf.ElfSymbol$Type COMMON
fld public final static org.alfheim.elf.ElfSymbol$Type FILE
fld public final static org.alfheim.elf.ElfSymbol$Type FUNC
fld public final static org.alfheim.elf.ElfSymbol$Type GNU_IFUNC
fld public final static org.alfheim.elf.ElfSymbol$Type NOTYPE
fld public final static org.alfheim.elf.ElfSymbol$Type OBJECT
fld public final static org.alfheim.elf.ElfSymbol$Type OTHER
fld public final static org.alfheim.elf.ElfSymbol$Type SECTION
fld public final static org.alfheim.elf.ElfSymbol$Type TLS
meth public static org.alfheim.elf.ElfSymbol$Type ofInfo(int)
meth public static org.alfheim.elf.ElfSymbol$Type valueOf(java.lang.String)
meth public static org.alfheim.elf.ElfSymbol$Type[] values()
supr java.lang.Enum<org.alfheim.elf.ElfSymbol$Type>

CLSS public final static !enum org.alfheim.elf.ElfSymbol$Visibility
 outer org.alfheim.elf.ElfSymbol
fld public final static org.alfheim.elf.ElfSymbol$Visibility DEFAULT
fld public final static org.alfheim.elf.ElfSymbol$Visibility HIDDEN
fld public final static org.alfheim.elf.ElfSymbol$Visibility INTERNAL
fld public final static org.alfheim.elf.ElfSymbol$Visibility PROTECTED
meth public static org.alfheim.elf.ElfSymbol$Visibility ofOther(int)
meth public static org.alfheim.elf.ElfSymbol$Visibility valueOf(java.lang.String)
meth public static org.alfheim.elf.ElfSymbol$Visibility[] values()
supr java.lang.Enum<org.alfheim.elf.ElfSymbol$Visibility>

CLSS public final org.alfheim.elf.FileHeader
cons public init(int,int,int,int,org.alfheim.elf.Vaddr,long,int,long,int,int,int)
fld public final static int ELFOSABI_GNU = 3
fld public final static int ELFOSABI_NONE = 0
fld public final static int EM_X86_64 = 62
fld public final static int ET_CORE = 4
fld public final static int ET_DYN = 3
fld public final static int ET_EXEC = 2
fld public final static int ET_REL = 1
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int abiVersion()
meth public int flags()
meth public int machine()
meth public int osAbi()
meth public int programHeaderCount()
meth public int sectionHeaderCount()
meth public int sectionNameIndex()
meth public int type()
meth public java.lang.String typeName()
meth public long programHeaderOffset()
meth public long sectionHeaderOffset()
meth public org.alfheim.elf.Vaddr entry()
supr java.lang.Record
hfds EI_CLASS,EI_DATA,EI_VERSION,PN_XNUM,SECTION_HEADER_SIZE,SHN_XINDEX,SIZE,abiVersion,entry,flags,machine,osAbi,programHeaderCount,programHeaderOffset,sectionHeaderCount,sectionHeaderOffset,sectionNameIndex,type

CLSS public final org.alfheim.elf.FilePart
cons public init(long,long)
intf java.lang.Comparable<org.alfheim.elf.FilePart>
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int compareTo(org.alfheim.elf.FilePart)
meth public long end()
meth public long offset()
meth public long size()
supr java.lang.Record
hfds offset,size

CLSS public final org.alfheim.elf.FileParts
fld public final static int HEAD = 4096
meth public static boolean complete(java.lang.foreign.MemorySegment)
meth public static boolean same(java.lang.foreign.MemorySegment,java.lang.foreign.MemorySegment)
meth public static java.util.List<org.alfheim.elf.FilePart> of(java.lang.foreign.MemorySegment)
meth public static java.util.List<org.alfheim.elf.FilePart> of(java.lang.foreign.MemorySegment,java.lang.foreign.MemorySegment,long)
meth public static org.alfheim.elf.FilePart programHeaders(java.lang.foreign.MemorySegment,long)
supr java.lang.Object
hfds GAP,PAGE,PN_XNUM,SHN_XINDEX,count,fileSize,parts

CLSS public final org.alfheim.elf.GnuHashTable
meth public int symbolCount()
meth public java.lang.foreign.MemorySegment bytes()
meth public java.util.OptionalInt find(java.lang.String,java.util.function.IntPredicate)
supr java.lang.Object
hfds FIELD,HEADER,LONGEST_CHAIN,bloomMask,bloomShift,bucketCount,buckets,buffer,bytes,chains,symbolCount,symbolOffset,symbols
hcls Reader

CLSS public final org.alfheim.elf.IndexSurvey
cons public init(long,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public long highest()
meth public long lowest()
supr java.lang.Record
hfds highest,lowest

CLSS public final org.alfheim.elf.Linkage
cons public init(java.util.List<org.alfheim.elf.DynamicEntry>,java.util.List<org.alfheim.elf.VersionNeed>,java.util.List<org.alfheim.elf.VersionDefinition>,java.util.OptionalInt,java.util.OptionalInt,java.util.List<org.alfheim.elf.RelocationCount>,java.util.Optional<java.lang.String>)
fld public final static org.alfheim.elf.Linkage NONE
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> texts(long)
meth public java.util.List<org.alfheim.elf.DynamicEntry> dynamic()
meth public java.util.List<org.alfheim.elf.RelocationCount> relocations()
meth public java.util.List<org.alfheim.elf.VersionDefinition> definitions()
meth public java.util.List<org.alfheim.elf.VersionNeed> needs()
meth public java.util.Optional<java.lang.String> problem()
meth public java.util.Optional<java.lang.String> text(long)
meth public java.util.OptionalInt exported()
meth public java.util.OptionalInt symbols()
supr java.lang.Record
hfds definitions,dynamic,exported,needs,problem,relocations,symbols

CLSS public final org.alfheim.elf.Note
cons public init(java.lang.String,int,java.lang.String)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int type()
meth public java.lang.String content()
meth public java.lang.String owner()
supr java.lang.Record
hfds content,owner,type

CLSS public final org.alfheim.elf.PortableScan
fld public final static org.alfheim.elf.PortableScan INSTANCE
intf org.alfheim.elf.TableScan
meth public boolean chainsApart(java.lang.foreign.MemorySegment,java.lang.foreign.MemorySegment,int)
meth public int highestVersion(java.lang.foreign.MemorySegment)
meth public int plainEntries(java.lang.foreign.MemorySegment,long,long,int,long)
meth public long longestChain(java.lang.foreign.MemorySegment)
meth public org.alfheim.elf.IndexSurvey buckets(java.lang.foreign.MemorySegment)
meth public org.alfheim.elf.RelocationSurvey relocations(java.lang.foreign.MemorySegment)
meth public org.alfheim.elf.SymbolSurvey symbols(java.lang.foreign.MemorySegment)
supr java.lang.Object
hcls SymbolWalk

CLSS public final org.alfheim.elf.ProgramHeader
cons public init(int,int,long,org.alfheim.elf.Vaddr,long,long,long)
fld public final static int PF_R = 4
fld public final static int PF_W = 2
fld public final static int PF_X = 1
fld public final static int PT_DYNAMIC = 2
fld public final static int PT_GNU_EH_FRAME = 1685382480
fld public final static int PT_GNU_PROPERTY = 1685382483
fld public final static int PT_GNU_RELRO = 1685382482
fld public final static int PT_GNU_STACK = 1685382481
fld public final static int PT_INTERP = 3
fld public final static int PT_LOAD = 1
fld public final static int PT_NOTE = 4
fld public final static int PT_PHDR = 6
fld public final static int PT_TLS = 7
meth public boolean contains(org.alfheim.elf.Vaddr,long)
meth public boolean executable()
meth public boolean writable()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int flags()
meth public int type()
meth public java.lang.String typeName()
meth public long align()
meth public long fileSize()
meth public long memorySize()
meth public long offset()
meth public org.alfheim.elf.Vaddr end()
meth public org.alfheim.elf.Vaddr vaddr()
supr java.lang.Record
hfds align,fileSize,flags,memorySize,offset,type,vaddr

CLSS public final org.alfheim.elf.RelocationCount
cons public init(java.lang.String,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String type()
meth public long count()
supr java.lang.Record
hfds count,type

CLSS public final org.alfheim.elf.RelocationSurvey
cons public init(long,int,boolean)
meth public boolean ascending()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int run()
meth public long highestSymbol()
supr java.lang.Record
hfds ascending,highestSymbol,run
hcls Walk

CLSS public final org.alfheim.elf.RelocationTable
fld public final static int WORDS = 3
meth public boolean relativeRunAscends()
meth public int copy(int,long[])
meth public int count()
meth public int relativeRun()
meth public int symbol(int)
meth public int type(int)
meth public java.lang.foreign.MemorySegment bytes(int)
meth public long addend(int)
meth public long offset(int)
supr java.lang.Object
hfds ENTRY,buffer,bytes,count,entries,start,survey

CLSS public final org.alfheim.elf.RelocationType
fld public final static int R_X86_64_16 = 12
fld public final static int R_X86_64_32 = 10
fld public final static int R_X86_64_32S = 11
fld public final static int R_X86_64_64 = 1
fld public final static int R_X86_64_8 = 14
fld public final static int R_X86_64_COPY = 5
fld public final static int R_X86_64_DTPMOD64 = 16
fld public final static int R_X86_64_DTPOFF32 = 21
fld public final static int R_X86_64_DTPOFF64 = 17
fld public final static int R_X86_64_GLOB_DAT = 6
fld public final static int R_X86_64_GOT32 = 3
fld public final static int R_X86_64_GOTOFF64 = 25
fld public final static int R_X86_64_GOTPC32 = 26
fld public final static int R_X86_64_GOTPC32_TLSDESC = 34
fld public final static int R_X86_64_GOTPCREL = 9
fld public final static int R_X86_64_GOTPCRELX = 41
fld public final static int R_X86_64_GOTTPOFF = 22
fld public final static int R_X86_64_IRELATIVE = 37
fld public final static int R_X86_64_JUMP_SLOT = 7
fld public final static int R_X86_64_NONE = 0
fld public final static int R_X86_64_PC16 = 13
fld public final static int R_X86_64_PC32 = 2
fld public final static int R_X86_64_PC64 = 24
fld public final static int R_X86_64_PC8 = 15
fld public final static int R_X86_64_PLT32 = 4
fld public final static int R_X86_64_RELATIVE = 8
fld public final static int R_X86_64_RELATIVE64 = 38
fld public final static int R_X86_64_REX_GOTPCRELX = 42
fld public final static int R_X86_64_SIZE32 = 32
fld public final static int R_X86_64_SIZE64 = 33
fld public final static int R_X86_64_TLSDESC = 36
fld public final static int R_X86_64_TLSDESC_CALL = 35
fld public final static int R_X86_64_TLSGD = 19
fld public final static int R_X86_64_TLSLD = 20
fld public final static int R_X86_64_TPOFF32 = 23
fld public final static int R_X86_64_TPOFF64 = 18
meth public static java.lang.String nameOf(int)
supr java.lang.Object

CLSS public final org.alfheim.elf.RelrTable
meth public long count()
meth public void forEach(java.util.function.LongConsumer)
supr java.lang.Object
hfds BITS,ENTRY,WORD,buffer

CLSS public final org.alfheim.elf.SectionHeader
cons public init(java.lang.String,int,long,org.alfheim.elf.Vaddr,long,long,int,int,long,long)
fld public final static int SHT_DYNSYM = 11
fld public final static int SHT_NOBITS = 8
fld public final static int SHT_NOTE = 7
fld public final static int SHT_PROGBITS = 1
fld public final static int SHT_RELA = 4
fld public final static int SHT_STRTAB = 3
fld public final static int SHT_SYMTAB = 2
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int info()
meth public int link()
meth public int type()
meth public java.lang.String name()
meth public java.lang.String typeName()
meth public long align()
meth public long entrySize()
meth public long flags()
meth public long offset()
meth public long size()
meth public org.alfheim.elf.Vaddr address()
supr java.lang.Record
hfds address,align,entrySize,flags,info,link,name,offset,size,type

CLSS public final org.alfheim.elf.SharedObject
fld public final static int HEADER = 64
meth public boolean bindsAtOnce()
meth public boolean filter()
meth public boolean staticTls()
meth public boolean symbolic()
meth public boolean textRelocations()
meth public boolean withoutSystemFolders()
meth public java.lang.String name()
meth public java.lang.foreign.MemorySegment bytes()
meth public java.lang.foreign.MemorySegment contentAt(org.alfheim.elf.Vaddr,long)
meth public java.util.List<java.lang.String> filtered(long)
meth public java.util.List<java.lang.String> loadsLibraries()
meth public java.util.List<java.lang.String> needed()
meth public java.util.List<org.alfheim.elf.ProgramHeader> loadSegments()
meth public java.util.List<org.alfheim.elf.ProgramHeader> programHeaders()
meth public java.util.Optional<java.lang.String> buildId()
meth public java.util.Optional<java.lang.String> rpath()
meth public java.util.Optional<java.lang.String> runpath()
meth public java.util.Optional<java.lang.String> soname()
meth public java.util.Optional<org.alfheim.elf.GnuHashTable> gnuHash()
meth public java.util.Optional<org.alfheim.elf.ProgramHeader> segment(int)
meth public java.util.Optional<org.alfheim.elf.SysvHashTable> sysvHash()
meth public java.util.Optional<org.alfheim.elf.Vaddr> fini()
meth public java.util.Optional<org.alfheim.elf.Vaddr> init()
meth public java.util.OptionalInt find(java.lang.String)
meth public java.util.OptionalInt find(java.lang.String,java.lang.String)
meth public java.util.stream.IntStream exported()
meth public org.alfheim.elf.AddressArray finiArray()
meth public org.alfheim.elf.AddressArray initArray()
meth public org.alfheim.elf.DynamicSection dynamic()
meth public org.alfheim.elf.FileHeader header()
meth public org.alfheim.elf.RelocationTable jumpRelocations()
meth public org.alfheim.elf.RelocationTable rela()
meth public org.alfheim.elf.RelrTable relr()
meth public org.alfheim.elf.SharedObject behind(org.alfheim.elf.SharedObject)
meth public org.alfheim.elf.StringTable strings()
meth public org.alfheim.elf.SymbolTable symbols()
meth public org.alfheim.elf.TableScan scan()
meth public org.alfheim.elf.Versions versions()
meth public static org.alfheim.elf.SharedObject parse(java.lang.String,java.lang.foreign.MemorySegment)
meth public static org.alfheim.elf.SharedObject parse(java.lang.String,java.lang.foreign.MemorySegment,org.alfheim.elf.TableScan)
meth public static void checkStart(java.lang.String,java.lang.foreign.MemorySegment)
supr java.lang.Object
hfds dynamic,file,finiArray,header,initArray,needed,segments,tables
hcls DefaultVersion,GivenVersion

CLSS public final org.alfheim.elf.StringTable
meth public java.lang.String get(long)
meth public java.lang.foreign.MemorySegment bytes()
supr java.lang.Object
hfds PIECE,buffer,bytes

CLSS public final org.alfheim.elf.SymbolSurvey
cons public init(long,int)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int types()
meth public long highestName()
supr java.lang.Record
hfds highestName,types

CLSS public final org.alfheim.elf.SymbolTable
fld public final static int ENTRY = 24
fld public final static int TLS = 6
fld public final static int WORDS = 3
meth public boolean exported(int)
meth public boolean hasIndirectFunctions()
meth public boolean hasThreadLocals()
meth public boolean local(int)
meth public boolean named(int,java.lang.String)
meth public int copy(int,long[])
meth public int count()
meth public int info(int)
meth public int nameOffset(int)
meth public int other(int)
meth public int section(int)
meth public java.lang.String name(int)
meth public java.lang.foreign.MemorySegment bytes()
meth public long size(int)
meth public long value(int)
meth public org.alfheim.elf.ElfSymbol get(int)
supr java.lang.Object
hfds BINDABLE,GLOBAL,GNU_IFUNC,GNU_UNIQUE,LOCAL,NAMES_LIMIT,SECTION,VALUE,WEAK,buffer,bytes,count,entries,hasIndirectFunctions,hasThreadLocals,strings

CLSS public final org.alfheim.elf.SysvHashTable
meth public java.lang.foreign.MemorySegment bytes()
meth public java.util.OptionalInt find(java.lang.String,java.util.function.IntPredicate)
supr java.lang.Object
hfds FIELD,HEADER,LONGEST_CHAIN,bucketCount,buffer,bytes,chains,symbols

CLSS public abstract interface org.alfheim.elf.TableScan
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract boolean chainsApart(java.lang.foreign.MemorySegment,java.lang.foreign.MemorySegment,int)
meth public abstract int highestVersion(java.lang.foreign.MemorySegment)
meth public abstract int plainEntries(java.lang.foreign.MemorySegment,long,long,int,long)
meth public abstract long longestChain(java.lang.foreign.MemorySegment)
meth public abstract org.alfheim.elf.IndexSurvey buckets(java.lang.foreign.MemorySegment)
meth public abstract org.alfheim.elf.RelocationSurvey relocations(java.lang.foreign.MemorySegment)
meth public abstract org.alfheim.elf.SymbolSurvey symbols(java.lang.foreign.MemorySegment)

CLSS public final org.alfheim.elf.Vaddr
cons public init(long)
intf java.lang.Comparable<org.alfheim.elf.Vaddr>
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public int compareTo(org.alfheim.elf.Vaddr)
meth public java.lang.String toString()
meth public long minus(org.alfheim.elf.Vaddr)
meth public long value()
meth public org.alfheim.elf.Vaddr plus(long)
supr java.lang.Record
hfds value

CLSS public final org.alfheim.elf.VersionDefinition
cons public init(java.lang.String,int,boolean,java.util.List<java.lang.String>)
meth public boolean base()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int index()
meth public java.lang.String name()
meth public java.util.List<java.lang.String> parents()
supr java.lang.Record
hfds base,index,name,parents

CLSS public final org.alfheim.elf.VersionNeed
cons public init(java.lang.String,java.util.List<org.alfheim.elf.VersionNeed$Version>)
innr public final static Version
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String file()
meth public java.util.List<org.alfheim.elf.VersionNeed$Version> versions()
supr java.lang.Record
hfds file,versions

CLSS public final static org.alfheim.elf.VersionNeed$Version
 outer org.alfheim.elf.VersionNeed
cons public init(java.lang.String,int,boolean,int)
meth public boolean weak()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int hash()
meth public int index()
meth public java.lang.String name()
supr java.lang.Record
hfds hash,index,name,weak

CLSS public final org.alfheim.elf.Versions
fld public final static int VER_NDX_GLOBAL = 1
fld public final static int VER_NDX_LOCAL = 0
meth public boolean hidden(int)
meth public boolean namedBy(org.alfheim.elf.ElfSymbol)
meth public boolean present()
meth public int index(int)
meth public int verdefCount()
meth public int verneedCount()
meth public java.lang.foreign.MemorySegment verdefBytes()
meth public java.lang.foreign.MemorySegment verneedBytes()
meth public java.lang.foreign.MemorySegment versymBytes()
meth public java.util.List<org.alfheim.elf.VersionDefinition> definitions()
meth public java.util.List<org.alfheim.elf.VersionNeed> needs()
meth public java.util.Optional<java.lang.String> fileOf(int)
meth public java.util.Optional<java.lang.String> nameOf(int)
supr java.lang.Object
hfds decoded,definitionCount,definitions,files,indexes,names,needCount,needs,strings,versym

CLSS abstract interface org.alfheim.elf.package-info
 anno 0 org.osgi.annotation.bundle.Export(java.lang.String substitution="CALCULATED", java.lang.String[] attribute=[], java.lang.String[] uses=[])
 anno 0 org.osgi.annotation.versioning.Version(java.lang.String value="1.1.0")

CLSS public abstract interface !annotation org.osgi.annotation.bundle.Export
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
innr public final static Substitution
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String substitution()
meth public abstract !hasdefault java.lang.String[] attribute()
meth public abstract !hasdefault java.lang.String[] uses()

CLSS public abstract interface !annotation org.osgi.annotation.versioning.ProviderType
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE, PACKAGE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

