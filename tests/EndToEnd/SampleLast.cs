using Platform.EndToEnd.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SampleLast))]

namespace Platform.EndToEnd.Tests;

/// <summary>The loaded sample comes last: searches of whole databases, of which erasure's tests make many, take a
/// minute longer with its events in them.</summary>
public sealed class SampleLast : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections
    )
        where TTestCollection : ITestCollection =>
        [
            .. DefaultTestCollectionOrderer
                .Instance.OrderTestCollections(testCollections)
                .OrderBy(collection => collection.TestCollectionDisplayName == OnLoadedSample.Name),
        ];
}
