using System.Diagnostics;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Data;

/// <summary>What a unit of work has to know of its surroundings: who acts, at what time, for which request.</summary>
public sealed class RequestContext(TimeProvider clock, ServiceIdentity service, IActorSource? source = null)
{
    private static readonly AsyncLocal<string?> ActingFor = new();
    private static readonly AsyncLocal<bool> Bulk = new();
    private static readonly AsyncLocal<(string Actor, string CorrelationId)?> Cause = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Who is the cause: of the event that is being handled, of the background work, of the request; else the
    /// service itself.</summary>
    public string Actor => Cause.Value?.Actor ?? ActingFor.Value ?? source?.Actor ?? $"service:{service.Name}";

    public string CorrelationId => Cause.Value?.CorrelationId ?? Activity.Current?.TraceId.ToHexString() ?? "";

    /// <summary>Events of bulk work wait until it pauses; see <see cref="TellInBulk"/>.</summary>
    public bool IsBulk => Bulk.Value;

    /// <summary>From here on in this flow of calls, what is done follows from an event; null ends that.</summary>
    public static void FollowFrom((string Actor, string CorrelationId)? cause) => Cause.Value = cause;

    /// <summary>From here on in this flow of calls, background work is done in the name of the person who asked for
    /// it.</summary>
    public static void ActFor(string actor) => ActingFor.Value = actor;

    /// <summary>From here on in this flow of calls, events are of bulk work: they are told once it pauses (after a
    /// minute at the latest), behind everybody else's.</summary>
    public static void TellInBulk() => Bulk.Value = true;
}
