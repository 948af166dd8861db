#Signature file v4.1
#Version 

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

CLSS public abstract interface org.alfheim.plugin.spi.BackEnd
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract boolean opens(org.alfheim.plugin.spi.PluginSource,org.alfheim.plugin.OpenOptions)
meth public abstract java.lang.String name()
meth public abstract java.util.List<org.alfheim.plugin.Plugin> opened()
meth public abstract org.alfheim.plugin.Plugin open(org.alfheim.plugin.spi.PluginSource,org.alfheim.plugin.OpenOptions)

CLSS public final org.alfheim.plugin.spi.CodeOrigin
cons public init(java.lang.String,java.util.Optional<org.alfheim.plugin.Provenance>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.util.Optional<org.alfheim.plugin.Provenance> provenance()
supr java.lang.Record
hfds name,provenance

CLSS public abstract interface org.alfheim.plugin.spi.CodeOrigins
 anno 0 java.lang.FunctionalInterface()
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract java.util.Optional<org.alfheim.plugin.spi.CodeOrigin> of(java.lang.Class<?>,java.lang.String)

CLSS public abstract interface org.alfheim.plugin.spi.PluginSource
innr public final static InMemory
innr public final static OfFile
innr public final static OfObjects
innr public final static OfStream

CLSS public final static org.alfheim.plugin.spi.PluginSource$InMemory
 outer org.alfheim.plugin.spi.PluginSource
cons public init(java.lang.String,java.lang.foreign.MemorySegment)
intf org.alfheim.plugin.spi.PluginSource
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.lang.foreign.MemorySegment image()
supr java.lang.Record
hfds image,name

CLSS public final static org.alfheim.plugin.spi.PluginSource$OfFile
 outer org.alfheim.plugin.spi.PluginSource
cons public init(java.nio.file.Path)
intf org.alfheim.plugin.spi.PluginSource
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String toString()
meth public java.nio.file.Path file()
supr java.lang.Record
hfds file

CLSS public final static org.alfheim.plugin.spi.PluginSource$OfObjects
 outer org.alfheim.plugin.spi.PluginSource
cons public init(java.util.List<org.alfheim.plugin.spi.PluginSource>)
intf org.alfheim.plugin.spi.PluginSource
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String toString()
meth public java.util.List<org.alfheim.plugin.spi.PluginSource> parts()
supr java.lang.Record
hfds parts

CLSS public final static org.alfheim.plugin.spi.PluginSource$OfStream
 outer org.alfheim.plugin.spi.PluginSource
cons public init(java.lang.String,long,org.alfheim.plugin.spi.PluginSource$OfStream$Content)
fld public final static long UNKNOWN = -1
innr public abstract interface static Content
intf org.alfheim.plugin.spi.PluginSource
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String name()
meth public java.lang.String toString()
meth public long size()
meth public org.alfheim.plugin.spi.PluginSource$OfStream$Content content()
supr java.lang.Record
hfds content,name,size

CLSS public abstract interface static org.alfheim.plugin.spi.PluginSource$OfStream$Content
 outer org.alfheim.plugin.spi.PluginSource$OfStream
 anno 0 java.lang.FunctionalInterface()
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract java.io.InputStream open() throws java.io.IOException

CLSS abstract interface org.alfheim.plugin.spi.package-info
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

CLSS public abstract interface !annotation org.osgi.annotation.versioning.ConsumerType
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

