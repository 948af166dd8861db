--  Tagged types, exceptions, text, and a protected counter.
with Interfaces.C; use Interfaces.C;
package Figures is
   function T_State (X : long) return long with Export, Convention => C, External_Name => "t_state";
   function T_Tagged (X : long) return long with Export, Convention => C, External_Name => "t_tagged";
   function T_Raise (X : long) return long with Export, Convention => C, External_Name => "t_raise";
   function T_Text (X : long) return long with Export, Convention => C, External_Name => "t_text";
   function T_Range (X : long) return long with Export, Convention => C, External_Name => "t_range";
   function T_Maps (X : long) return long with Export, Convention => C, External_Name => "t_maps";
end Figures;
