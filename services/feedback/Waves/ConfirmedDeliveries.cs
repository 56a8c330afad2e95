using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Links;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

/// <param name="Confirmed">Invitations that count as delivered from now on.</param>
public sealed record ConfirmedDeliveries(int Confirmed);
