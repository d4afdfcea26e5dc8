package dev.tocsin.policy.condition;

import java.util.List;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/** A CEL program as a condition. */
final class CelCondition implements Condition {

    private static final int LONGEST_REASON = 200;

    private final CelRuntime.Program program;
    private final List<Demand> demands;

    CelCondition(CelRuntime.Program program, List<Demand> demands) {
        this.program = program;
        this.demands = List.copyOf(demands);
    }

    @Override
    public List<Demand> demands() {
        return demands;
    }

    @Override
    public Judgement judge(AlertFacts facts) {
        return judge((Known) facts);
    }

    /** Whether it holds for whatever it is about. */
    Judgement judge(Known facts) {
        try {
            return Boolean.TRUE.equals(program.eval(facts)) ? Judgement.YES : Judgement.NO;
        } catch (CelEvaluationException failed) {
            return isAbsence(failed) ? Judgement.NO : broken(failed);
        } catch (RuntimeException failed) {
            // The library's own faults must not stop classification: the rule does not match, and the reason says so.
            return broken(failed);
        }
    }

    private static boolean isAbsence(Throwable failed) {
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof AbsentNumber) {
                return true;
            }
        }
        return false;
    }

    private static Judgement broken(Exception failed) {
        var message = String.valueOf(failed.getMessage()).replaceFirst("^evaluation error at <input>:\\d+: ", "")
                .replaceAll("\\s+", " ");
        return new Judgement.Broken(message.substring(0, Math.min(message.length(), LONGEST_REASON)));
    }
}
