global using Shouldly;
global using Xunit;

// Most of them wait for a heartbeat, a timer or a broker.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
