namespace Platform.EndToEnd.Tests;

/// <summary>Tests of the sample, which is loaded once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class OnLoadedSample : ICollectionFixture<LoadedSample>
{
    public const string Name = "Loaded sample";
}
