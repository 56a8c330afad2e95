using Microsoft.Extensions.Options;
using Platform.Renewals.Resident;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

public sealed record RetentionPeriod(DateOnly From, DateOnly To, IReadOnlyList<GroupFigures> Groups);
