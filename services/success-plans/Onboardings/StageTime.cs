using System.Runtime.InteropServices;

namespace Platform.SuccessPlans.Onboardings;

[StructLayout(LayoutKind.Auto)]
public readonly record struct StageTime(int Stage, DateOnly? EnteredOn, DateOnly? LeftOn);
