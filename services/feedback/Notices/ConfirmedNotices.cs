using System.ComponentModel.DataAnnotations;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Notices;

/// <param name="Confirmed">Notices that count as handed over from now on.</param>
public sealed record ConfirmedNotices(int Confirmed);
