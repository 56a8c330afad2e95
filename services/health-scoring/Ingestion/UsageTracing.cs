using System.Diagnostics;
using System.Text;
using RabbitMQ.Client;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// Carries a request's trace over the usage queue: the batch is sent in a span of its own, whose id goes with the
/// message, and what a consumer stores continues it. A transaction over several batches belongs to none of them alone;
/// it
/// is linked to each.
/// </summary>
internal static class UsageTracing
{
    private const string Header = "traceparent";

    private static readonly ActivitySource Source = new("Platform.health-scoring");

    internal static Activity? StartSend() => Source.StartActivity($"{UsageQueue.Name} send", ActivityKind.Producer);

    internal static BasicProperties With(this BasicProperties properties, Activity? send) =>
        send?.Id is not { } id
            ? properties
            : new(properties) { Headers = new Dictionary<string, object?>(StringComparer.Ordinal) { [Header] = id } };

    internal static ActivityContext ContextOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(Header, out var value) == true
        && value is byte[] bytes
        && ActivityContext.TryParse(Encoding.ASCII.GetString(bytes), null, isRemote: true, out var context)
            ? context
            : default;

    internal static Activity? StartStore(IReadOnlyList<ActivityContext> sent)
    {
        var traced = sent.Where(context => context != default).ToList();
        return traced.Count switch
        {
            0 => null,
            1 => Source.StartActivity($"{UsageQueue.Name} process", ActivityKind.Consumer, traced[0]),
            _ => Source.StartActivity(
                $"{UsageQueue.Name} process",
                ActivityKind.Consumer,
                parentContext: default,
                links: traced.Select(context => new ActivityLink(context))
            ),
        };
    }
}
