using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Platform.Accounts.Accounts;
using Platform.Accounts.Contacts;
using Platform.Accounts.Coverage;
using Platform.Accounts.Tickets;

namespace Platform.Accounts.Grpc;

/// <summary>The service's records as proto messages.</summary>
internal static class AccountMessages
{
    public static V1.Account ToMessage(this AccountDetails details)
    {
        var account = details.Account;
        var message = new V1.Account
        {
            Id = account.Id.ToString(),
            Version = account.Version,
            Name = account.Name,
            Domain = account.Domain ?? "",
            Industry = account.Industry ?? "",
            Country = account.Country ?? "",
            ParentId = account.ParentId?.ToString() ?? "",
            Lifecycle = account.Lifecycle,
            CustomerSince = account.CustomerSince?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Size = account.Size ?? "",
            Motion = account.Motion ?? "",
            Priority = account.Priority ?? "",
            MergedInto = account.MergedInto?.ToString() ?? "",
            Attributes = new Struct(),
        };
        if (account.Employees is { } employees)
            message.Employees = employees;
        message.ExternalIds.AddRange(
            details.ExternalIds.Select(id => new V1.ExternalId { Source = id.Source, Id = id.Id })
        );
        message.Owners.Add(details.Owners.ToDictionary(StringComparer.Ordinal));
        foreach (var (name, value) in account.Attributes.All)
        {
            message.Attributes.Fields[name] = value switch
            {
                decimal number => Value.ForNumber((double)number),
                bool truth => Value.ForBool(truth),
                _ => Value.ForString((string)value),
            };
        }
        return message;
    }

    public static V1.Contact ToMessage(this Contact contact)
    {
        var message = new V1.Contact
        {
            Id = contact.Id.ToString(),
            AccountId = contact.AccountId.ToString(),
            Version = contact.Version,
            Name = contact.Name,
            Email = contact.Email ?? "",
            Title = contact.Title ?? "",
            Seniority = contact.Seniority ?? "",
            Function = contact.Function ?? "",
            Status = contact.Status,
            LastTwoWayContactAt = contact.LastTwoWayContactAt?.ToTimestamp(),
        };
        message.Roles.AddRange(contact.Roles);
        message.ProductUserIds.AddRange(contact.ProductUserIds);
        return message;
    }

    public static V1.TicketSummary ToMessage(this TicketSummary summary)
    {
        var message = new V1.TicketSummary
        {
            Open = summary.Open,
            Escalated = summary.Escalated,
            Opened28 = summary.Opened28,
            OpenedBefore = summary.OpenedBefore,
        };
        foreach (var (severity, open) in summary.OpenBySeverity)
            message.OpenBySeverity[severity] = open;
        if (summary.LongestWaitHours is { } wait)
            message.LongestWaitHours = wait;
        if (summary.MedianFirstResponseHours is { } response)
            message.MedianFirstResponseHours = response;
        return message;
    }

    public static V1.Coverage ToMessage(this AccountCoverage coverage) =>
        new()
        {
            High = coverage.High,
            Wide = coverage.Wide,
            LiveContacts = coverage.LiveContacts,
            MissingSeniorities = { coverage.MissingSeniorities },
            MissingFunctions = { coverage.MissingFunctions },
            SingleThreaded = coverage.SingleThreaded,
            MeetsTarget = coverage.MeetsTarget,
            NextDecayOn = coverage.NextDecayOn?.ToTimestamp(),
        };
}
