#Signature file v4.1
#Version 

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

CLSS public final org.alfheim.loader.CarriedTypes
cons public init(java.util.Optional<byte[]>,java.util.List<java.lang.String>)
meth public !varargs static org.alfheim.loader.CarriedTypes of(java.lang.String,org.alfheim.elf.SharedObject,org.alfheim.plugin.TypeSource[])
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> problems()
meth public java.util.Optional<byte[]> btf()
meth public static org.alfheim.loader.CarriedTypes none()
meth public static org.alfheim.loader.CarriedTypes of(byte[])
meth public static org.alfheim.loader.CarriedTypes withHeaders(java.lang.String,org.alfheim.elf.SharedObject,java.util.List<java.lang.String>,java.util.List<java.lang.String>)
supr java.lang.Record
hfds btf,problems

CLSS public final org.alfheim.loader.DryRun
meth public java.util.List<java.lang.String> lines()
meth public java.util.List<java.lang.String> missing()
meth public static java.util.List<java.lang.String> misfits(java.lang.Class<?>,java.lang.String,org.alfheim.elf.SharedObject)
meth public static java.util.List<java.lang.String> misfits(java.lang.Class<?>,java.lang.String,org.alfheim.elf.SharedObject,org.alfheim.loader.CarriedTypes)
meth public static java.util.List<java.lang.String> missing(java.util.Collection<java.lang.String>,org.alfheim.elf.SharedObject)
meth public static java.util.Optional<java.nio.file.Path> library(java.lang.String,org.alfheim.elf.SharedObject)
meth public static org.alfheim.loader.DryRun hosted(java.nio.file.Path,org.alfheim.elf.SharedObject,org.alfheim.elf.SharedObject,java.util.Set<org.alfheim.plugin.Waiver>)
meth public static org.alfheim.loader.DryRun of(java.nio.file.Path,org.alfheim.elf.SharedObject,java.util.Map<java.lang.String,org.alfheim.elf.SharedObject>,java.util.Set<org.alfheim.plugin.Waiver>)
supr java.lang.Object
hfds planned

CLSS public final org.alfheim.loader.GoBuild
cons public init(java.util.Optional<java.lang.String>,java.util.Optional<java.lang.String>,java.util.Optional<java.util.List<java.lang.String>>,boolean,java.util.Map<java.lang.String,java.lang.String>)
meth public boolean race()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.Map<java.lang.String,java.lang.String> packages()
meth public java.util.Optional<java.lang.String> differing(org.alfheim.loader.GoBuild)
meth public java.util.Optional<java.lang.String> path()
meth public java.util.Optional<java.lang.String> version()
meth public java.util.Optional<java.util.List<java.lang.String>> flags()
meth public static java.util.Optional<org.alfheim.loader.GoBuild> ofPlugin(org.alfheim.elf.SharedObject)
meth public static org.alfheim.loader.GoBuild ofHost(org.alfheim.elf.SharedObject)
supr java.lang.Record
hfds flags,packages,path,race,version

CLSS public final org.alfheim.loader.LinkedObjects
cons public init(java.lang.foreign.MemorySegment,java.util.List<java.lang.String>,java.util.List<java.lang.String>,java.util.List<java.lang.String>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.foreign.MemorySegment image()
meth public java.util.List<java.lang.String> objects()
meth public java.util.List<java.lang.String> unknown()
meth public java.util.List<java.lang.String> warnings()
meth public static boolean isMeant(java.lang.String,java.lang.foreign.MemorySegment)
meth public static org.alfheim.loader.LinkedObjects of(java.util.List<org.alfheim.plugin.spi.PluginSource>,org.alfheim.plugin.Linking)
supr java.lang.Record
hfds image,objects,unknown,warnings

CLSS public final org.alfheim.loader.Loader
meth public static java.util.List<org.alfheim.plugin.ForeignImage> openedElsewhere()
meth public static java.util.List<org.alfheim.plugin.GoHostImage> goHosts()
meth public static java.util.List<org.alfheim.plugin.Plugin> opened()
meth public static org.alfheim.plugin.LocalPlugin openLocal(java.lang.String,byte[])
meth public static org.alfheim.plugin.LocalPlugin openLocal(java.lang.String,byte[],org.alfheim.plugin.OpenOptions)
meth public static org.alfheim.plugin.LocalPlugin openLocal(java.nio.file.Path)
meth public static org.alfheim.plugin.LocalPlugin openLocal(java.nio.file.Path,org.alfheim.plugin.OpenOptions)
meth public static org.alfheim.plugin.LocalPlugin openLocal(java.util.List<java.nio.file.Path>,org.alfheim.plugin.OpenOptions)
meth public static org.alfheim.plugin.LocalPlugin openLocal(org.alfheim.plugin.spi.PluginSource,org.alfheim.plugin.OpenOptions)
meth public static org.alfheim.plugin.Plugin open(java.lang.String,byte[])
meth public static org.alfheim.plugin.Plugin open(java.lang.String,byte[],org.alfheim.plugin.OpenOptions)
meth public static org.alfheim.plugin.Plugin open(java.nio.file.Path)
meth public static org.alfheim.plugin.Plugin open(java.nio.file.Path,org.alfheim.plugin.OpenOptions)
meth public static org.alfheim.plugin.Plugin open(java.util.List<java.nio.file.Path>)
meth public static org.alfheim.plugin.Plugin open(java.util.List<java.nio.file.Path>,org.alfheim.plugin.OpenOptions)
meth public static org.alfheim.plugin.Plugin open(org.alfheim.plugin.spi.PluginSource,org.alfheim.plugin.OpenOptions)
meth public static void admit(java.lang.String,org.alfheim.plugin.admission.Admission)
meth public static void install(org.alfheim.plugin.spi.BackEnd)
meth public static void uninstall(org.alfheim.plugin.spi.BackEnd)
supr java.lang.Object
hfds BACK_ENDS,LOCAL

CLSS public final org.alfheim.loader.Natives
meth public static java.util.List<org.alfheim.plugin.NativesImage> loaded()
meth public static java.util.Optional<java.lang.ClassLoader> classLoader(org.alfheim.plugin.NativesImage)
meth public static void install(org.alfheim.plugin.spi.CodeOrigins)
meth public static void load(java.lang.invoke.MethodHandles$Lookup,java.lang.String)
meth public static void load(java.lang.invoke.MethodHandles$Lookup,java.lang.String,byte[])
meth public static void load(java.lang.invoke.MethodHandles$Lookup,java.lang.String,java.util.List<java.lang.String>)
meth public static void load(java.lang.invoke.MethodHandles$Lookup,java.nio.file.Path)
meth public static void load(java.lang.invoke.MethodHandles$Lookup,org.alfheim.plugin.spi.PluginSource,org.alfheim.plugin.OpenOptions)
meth public static void uninstall(org.alfheim.plugin.spi.CodeOrigins)
supr java.lang.Object
hfds LOCAL,ORIGINS

CLSS public final org.alfheim.loader.Succession
meth public static void end()
meth public static void follow(java.lang.String)
supr java.lang.Object

CLSS abstract interface org.alfheim.loader.package-info
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

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

