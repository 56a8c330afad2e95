-- Windows have a smaller layout (see PackedWindow). What is packed in the old one is packed anew from the day rows, which are there for ever; until then those are read.
truncate usage_window;
delete from daily_packing;
