using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Links;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

/// <param name="Ids">Invitations that were sent, at most 1,000.</param>
public sealed record ConfirmDeliveriesRequest([Required, MinLength(1), MaxLength(1000)] IReadOnlyList<Guid> Ids);
