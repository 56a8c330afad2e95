namespace Platform.ServiceKit.Messaging;

internal enum OutboxOutcome
{
    /// <summary>Not reached: an earlier one of its key failed, or the broker is away. Counts no attempt.</summary>
    Untried,
    Sent,

    /// <summary>Not confirmed, though others may have been. Says nothing about the message, so it counts no
    /// attempt.</summary>
    Unconfirmed,

    /// <summary>Of a kind that this version does not know, and another that runs beside it may. Counts no
    /// attempt.</summary>
    Unknown,

    /// <summary>Refused by a broker that takes messages.</summary>
    Failed,

    /// <summary>Never to be sent.</summary>
    Dead,
}
